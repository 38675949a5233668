using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Mooring.Swarm;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Swarm.Api;

/// <summary>A manager in this process over simulated engines.</summary>
internal sealed class RunningManager : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private readonly SimulatedHost _host;
    private readonly Task<int> _running;

    private RunningManager(SimulatedHost host, IReadOnlyList<SimulatedEngine> engines, IReadOnlyList<string> options)
    {
        _host = host;
        Engines = engines;
        var port = FreePort();
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { BaseAddress = new($"http://127.0.0.1:{port}") };
        string[] arguments = ["manage", "-H", $"127.0.0.1:{port}", .. options, string.Join(',', host.Endpoints.Select(endpoint => endpoint.Authority))];
        var output = TextWriter.Synchronized(_output);
        _running = SwarmProgram.RunAsync(arguments, new(output, output, _ => null, TimeProvider.System), _stop.Token);
    }

    public HttpClient Http { get; }

    public IReadOnlyList<SimulatedEngine> Engines { get; }

    public SimulatedHost Host => _host;

    public static async Task<RunningManager> StartAsync(IReadOnlyList<SimulatedEngine> engines, params IReadOnlyList<string> options)
    {
        var host = await SimulatedHost.StartAsync([.. engines.Select(engine => (engine, new IPEndPoint(IPAddress.Loopback, 0)))]);
        var manager = new RunningManager(host, engines, options);
        await manager.UntilAsync(async () => (await manager.GetAsync("/info"))["SystemStatus"]!.AsArray().Count(pair => pair![1]!.GetValue<string>() == "Healthy") == engines.Count);
        return manager;
    }

    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Http.GetStringAsync(path))!;

    public async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string json = "")
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Waits for a state, at most 20 s.</summary>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var left = 400; left > 0; left--)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (HttpRequestException) when (left > 1)
            {
                // Not listening yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        throw new TimeoutException("the state did not come; the manager's log:\n" + _output);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Http.Dispose();
        await _host.DisposeAsync();
        _stop.Dispose();
        await _output.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
