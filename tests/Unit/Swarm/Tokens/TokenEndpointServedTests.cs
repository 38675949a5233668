using System.Net;
using System.Net.Sockets;
using Mooring.Discovery;
using Mooring.Discovery.Tokens;
using Mooring.Swarm;

namespace Mooring.Tests.Unit.Swarm.Tokens;

public sealed class TokenEndpointServedTests
{
    [Fact]
    public async Task Agent_and_manager_meet_at_an_endpoint_of_our_own_that_remembers_after_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"swarm-tokens-{Guid.NewGuid():N}.json");
        var port = FreePort();
        var endpoint = new Uri($"http://127.0.0.1:{port}/v1/");
        await using var discovery = new TokenDiscovery(new(endpoint, "abc123"), new DiscoveryOptions(), TimeSpan.FromSeconds(1), TimeProvider.System);

        await ServingAsync(port, file, async () =>
        {
            Assert.Matches("^[0-9a-f]{32}$", await TokenDiscovery.CreateTokenAsync(endpoint, new DiscoveryOptions(), TimeProvider.System, CancellationToken.None));
            Assert.Empty(await discovery.FetchAsync(CancellationToken.None));
            await discovery.RegisterAsync("10.0.0.1:2375", TimeSpan.FromMinutes(1), CancellationToken.None);
            await discovery.RegisterAsync("10.0.0.2:2375", TimeSpan.FromMinutes(1), CancellationToken.None);
            await discovery.DeregisterAsync("10.0.0.1:2375", CancellationToken.None);
        });
        await ServingAsync(port, file, async () => Assert.Equal(["10.0.0.2:2375"], await discovery.FetchAsync(CancellationToken.None)));
        File.Delete(file);
    }

    private static async Task ServingAsync(int port, string file, Func<Task> use)
    {
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        var session = new Session(output, output, _ => null, TimeProvider.System);
        var running = SwarmProgram.RunAsync(["discovery", "-H", $"127.0.0.1:{port}", "--storage", $"file://{file}"], session, stop.Token);
        using var http = new HttpClient();
        for (var left = 100; left > 0; left--)
        {
            try
            {
                await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
                break;
            }
            catch (HttpRequestException) when (left > 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }

        await use();
        await stop.CancelAsync();
        Assert.Equal(0, await running);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
