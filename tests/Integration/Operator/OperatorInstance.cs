using System.Diagnostics;
using Mooring.Operator.Hosting;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>The operator as people run it: a process of its own, which can be killed.</summary>
internal sealed class OperatorInstance : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Process _process;

    private OperatorInstance(Process process, Uri address, string logFile)
    {
        _process = process;
        Address = address;
        LogFile = logFile;
    }

    /// <summary>Where it serves /healthz, /readyz and /metrics.</summary>
    public Uri Address { get; }

    /// <summary>What it printed.</summary>
    public string LogFile { get; }

    /// <summary>Its process ID.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<OperatorInstance> StartAsync(string folder, string kubeconfig, params string[] arguments)
    {
        var port = FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        var log = Path.Combine(folder, $"operator-{port}.log");
        // The shell appends to the log and becomes the operator, so killing the process kills the operator.
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", "exec \"$@\" >>\"$LOG\" 2>&1", "sh", "dotnet", typeof(OperatorProcess).Assembly.Location, $"--kubeconfig={kubeconfig}", $"--bind-address=127.0.0.1:{port}", "--log-level=debug" },
            // With the instance's name in its environment it goes when the testbed goes, whatever became of the test.
            Environment = { ["LOG"] = log, [Instance.EnvironmentVariable] = Path.GetFileName(folder) },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var instance = new OperatorInstance(Process.Start(start)!, address, log);
        await Wait.UntilAsync($"the operator of {log} to be ready", StartDeadline, instance.IsReadyAsync);
        return instance;
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends it a signal.</summary>
    public async Task SendAsync(Signal signal)
    {
        using var kill = Process.Start("kill", [$"-{(int)signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a rolling update does, and waits.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            await SendAsync(Signal.Terminate);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await _process.WaitForExitAsync(deadline.Token);
        }

        return _process.ExitCode;
    }

    /// <summary>A page of its HTTP endpoint.</summary>
    public Task<string> GetAsync(string path) => Http.GetStringAsync(new Uri(Address, path));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"the operator ended with {_process.ExitCode}: {await File.ReadAllTextAsync(LogFile, ct)}");
        }

        try
        {
            using var response = await Http.GetAsync(new Uri(Address, "/readyz"), ct);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
