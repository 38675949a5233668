using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Tls;

namespace Mooring.Swarm.Http;

/// <summary>Listens on TCP addresses and unix sockets, with or without TLS, and hands every request to one delegate.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);
    private readonly WebApplication _app;
    private readonly IReadOnlyList<ListenAddress> _hosts;
    private readonly ILogger _log;

    private HttpServer(WebApplication app, IReadOnlyList<ListenAddress> hosts, ILogger log)
    {
        _app = app;
        _hosts = hosts;
        _log = log;
    }

    /// <summary>The addresses listened on, with the real port where 0 was asked for.</summary>
    public IEnumerable<string> Addresses => _app.Urls;

    /// <summary>Prepares a server; nothing is bound yet.</summary>
    /// <exception cref="CommandLineException">A host name has no address.</exception>
    public static async Task<HttpServer> CreateAsync(
        IReadOnlyList<ListenAddress> hosts, TlsIdentity? tls, RequestDelegate handler, ILoggerProvider logs, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(logs);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = DrainTime);
        var bindings = new List<Action<KestrelServerOptions>>();
        foreach (var host in hosts)
        {
            bindings.AddRange(await BindingsAsync(host, tls, ct));
        }

        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            Relax(options);
            bindings.ForEach(bind => bind(options));
        });
        var app = builder.Build();
        app.Run(handler);
        return new(app, hosts, app.Services.GetRequiredService<ILogger<HttpServer>>());
    }

    /// <summary>Binds and begins to serve.</summary>
    /// <exception cref="CommandLineException">An address cannot be bound.</exception>
    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var host in _hosts)
        {
            using var scope = _log.BeginScope(new Dictionary<string, object?> { ["addr"] = host.Text, ["proto"] = host.Protocol });
            _log.Listening();
            if (host.Protocol == "unix")
            {
                File.Delete(host.Text);
            }
        }

        try
        {
            await _app.StartAsync(ct);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw new CommandLineException(Explain(e));
        }

        foreach (var host in _hosts.Where(host => host.Protocol == "unix"))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(host.Text, OwnerOnly);
            }
        }
    }

    /// <summary>Stops listening, and waits some seconds for requests under way.</summary>
    public Task StopAsync(CancellationToken ct) => _app.StopAsync(ct);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<IReadOnlyList<Action<KestrelServerOptions>>> BindingsAsync(ListenAddress host, TlsIdentity? tls, CancellationToken ct)
    {
        if (host.Protocol == "unix")
        {
            return [options => options.ListenUnixSocket(host.Text, listen => Prepare(listen, tls))];
        }

        return
        [
            .. (await host.ResolveAsync(ct)).Select<System.Net.IPEndPoint, Action<KestrelServerOptions>>(address =>
                address.Address.Equals(System.Net.IPAddress.IPv6Any)
                    ? options => options.ListenAnyIP(address.Port, listen => Prepare(listen, tls))
                    : options => options.Listen(address, listen => Prepare(listen, tls))),
        ];
    }

    private static void Prepare(ListenOptions listen, TlsIdentity? tls)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (tls is not null)
        {
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(tls.ServerOptions()) });
        }

        listen.Use(TakeoverConnection.Use);
    }

    // Bodies are images and archives, replies may be silent for days, and credentials of many registries travel in a header.
    private static void Relax(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestBufferSize = 2 * 1024 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 1024 * 1024;
    }

    private string Explain(Exception e)
    {
        if (e.InnerException is not AddressInUseException)
        {
            return e.GetBaseException().Message;
        }

        var taken = _hosts.FirstOrDefault(host => e.Message.Contains(host.Text, StringComparison.Ordinal)) ?? _hosts[0];
        var text = $"listen {taken.Protocol} {taken.Text}: bind: address already in use";
        return taken.Text.Contains(":2375", StringComparison.Ordinal)
            ? text + ": is Docker already running on this machine? Try using a different port"
            : text;
    }
}
