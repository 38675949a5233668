using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Http;
using Mooring.Swarm.Logging;
using Mooring.Swarm.Tls;
using Mooring.Swarm.Tokens;

namespace Mooring.Swarm;

/// <summary><c>swarm discovery</c>: serves tokens until stopped.</summary>
internal static class DiscoveryCommand
{
    private const string FilePrefix = "file://";

    public static async Task<int> RunAsync(DiscoveryServerOptions options, Session session, LogrusProvider logs, ILoggerFactory factory, CancellationToken ct)
    {
        using var tls = options.Tls is null ? null : new TlsIdentity(options.Tls, session.Clock, factory.CreateLogger<TlsIdentity>());
        tls?.Watch();
        await using var store = Open(options, session.Clock, factory.CreateLogger<TokenApi>());
        var api = new TokenApi(store, factory.CreateLogger<TokenApi>());
        await using var server = await HttpServer.CreateAsync(options.Hosts, tls, api.HandleAsync, logs, ct);
        await server.StartAsync(ct);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (ct.UnsafeRegister(static source => ((TaskCompletionSource)source!).TrySetResult(), stopped))
        {
            await stopped.Task;
        }

        await server.StopAsync(CancellationToken.None);
        return 0;
    }

    private static ITokenStore Open(DiscoveryServerOptions options, TimeProvider clock, ILogger log)
    {
        if (options.Storage.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            return new FileTokenStore(options.Storage[FilePrefix.Length..], clock);
        }

        return DiscoveryUrl.TryParse(options.Storage, out var url, out var error)
            ? new EtcdTokenStore(url, options.Options, clock, log)
            : throw new CommandLineException(error);
    }
}
