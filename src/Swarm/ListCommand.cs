using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Discovery;
using Mooring.Swarm.CommandLine;

namespace Mooring.Swarm;

/// <summary><c>swarm list</c>: prints the first list of addresses, one a line.</summary>
internal static class ListCommand
{
    public static async Task<int> RunAsync(ListOptions options, Session session, CancellationToken ct)
    {
        var source = options.Discovery;
        await using var discovery = DiscoveryBackend.Open(source.Url, source.Options, source.Heartbeat, session.Clock, NullLogger.Instance);
        using var limit = new CancellationTokenSource(options.Timeout, session.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await foreach (var addresses in discovery.WatchAsync(both.Token))
            {
                foreach (var address in addresses)
                {
                    await session.Out.WriteLineAsync(address);
                }

                return 0;
            }
        }
        catch (DiscoveryException e)
        {
            throw new CommandLineException(e.Message);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new CommandLineException("Timed out");
        }

        throw new CommandLineException("Timed out");
    }
}
