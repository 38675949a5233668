using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Mooring.Swarm;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm.HighAvailability;

/// <summary>One <c>swarm manage --replication</c> as people run it: a process of its own, which can be stopped and killed, and started again.</summary>
internal sealed class ManagerProcess(string folder, int port, IReadOnlyList<string> flags, string discovery, HttpClient http) : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private Process? _process;

    /// <summary>Where it listens, which is what it advertises too.</summary>
    public string Address { get; } = $"127.0.0.1:{port}";

    /// <summary>What it printed.</summary>
    public string LogFile { get; } = Path.Combine(folder, $"manager-{port}.log");

    /// <summary>Whether it runs.</summary>
    public bool Runs => _process is { HasExited: false };

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync()
    {
        // The shell appends to the log and becomes the manager, so killing the process kills the manager.
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", "exec \"$@\" >>\"$LOG\" 2>&1", "sh", "dotnet", typeof(SwarmProgram).Assembly.Location, "manage", "--replication", "--advertise", Address, "-H", "tcp://" + Address },
            Environment = { ["LOG"] = LogFile },
        };
        foreach (var argument in (string[])[.. flags, discovery])
        {
            start.ArgumentList.Add(argument);
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        await Wait.UntilAsync($"the manager of {LogFile} to answer", StartDeadline, async _ => await FactsAsync() is not null);
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end; it may take its time.</summary>
    public async Task TerminateAsync() => await Tool.RunAsync("kill", ["-TERM", $"{_process!.Id}"]);

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _process!.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    /// <summary>Its <c>/info</c> pairs by their trimmed names; null when it does not answer.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> FactsAsync()
    {
        try
        {
            using var reply = JsonDocument.Parse(await http.GetStringAsync(new Uri(new Uri($"{Scheme}://{Address}"), "/info")));
            return reply.RootElement.GetProperty("SystemStatus").EnumerateArray().Select(pair => (Key: pair[0].GetString()!.Trim(), Value: pair[1].GetString()!))
                .DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Whether it says that it is the primary.</summary>
    public async Task<bool> IsPrimaryAsync() => await FactsAsync() is { } facts && facts["Role"] == "primary";

    /// <summary>Sends a request to it.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) => http.SendAsync(new(method, new Uri(new Uri($"{Scheme}://{Address}"), path)));

    public async ValueTask DisposeAsync()
    {
        if (Runs)
        {
            await KillAsync();
        }

        _process?.Dispose();
    }

    private static string Scheme => "https";
}
