using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm;

/// <summary>One process of the swarm program, with the testbed's certificates.</summary>
internal sealed class SwarmProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = [];

    private SwarmProcess(Process process, string address, string certificates)
    {
        _process = process;
        Address = address;
        Certificates = certificates;
        _reading = ReadAsync();
    }

    /// <summary>Where it listens, for a manager.</summary>
    public string Address { get; }

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>.</summary>
    public string Certificates { get; }

    /// <summary>What it logged so far.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a manager of the testbed's hosts.</summary>
    public static async Task<SwarmProcess> ManageAsync(TestbedInstance testbed, int port, params string[] arguments)
    {
        var certificates = Path.Combine(testbed.Directory, "swarm");
        if (!Directory.Exists(certificates))
        {
            Directory.CreateDirectory(certificates);
            var pair = testbed.EngineAuthority.Issue(new("swarm") { AlternativeNames = ["127.0.0.1"] });
            await pair.WriteAsync(Path.Combine(certificates, "cert.pem"), Path.Combine(certificates, "key.pem"));
            await File.WriteAllTextAsync(Path.Combine(certificates, "ca.pem"), testbed.EngineAuthority.CertificatePem);
        }

        var address = $"127.0.0.1:{port}";
        string[] tls = ["--tlsverify", "--tlscacert", Path.Combine(certificates, "ca.pem"), "--tlscert", Path.Combine(certificates, "cert.pem"), "--tlskey", Path.Combine(certificates, "key.pem")];
        return Start(address, certificates, ["manage", "-H", $"tcp://{address}", .. tls, .. arguments]);
    }

    /// <summary>Starts any command.</summary>
    public static SwarmProcess Start(string address, string certificates, IReadOnlyList<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "swarm.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        return new(System.Diagnostics.Process.Start(start)!, address, certificates);
    }

    /// <summary>Runs the real command line client against it.</summary>
    public Task<string> DockerAsync(TestbedInstance testbed, IReadOnlyList<string> arguments, string input = "") => Tool.RunAsync(new CommandLine(
        "docker",
        ["--config", testbed.Registry.DockerConfig, "--tlsverify", "--tlscacert", Path.Combine(Certificates, "ca.pem"), "--tlscert", Path.Combine(Certificates, "cert.pem"), "--tlskey", Path.Combine(Certificates, "key.pem"), "-H", $"tcp://{Address}", .. arguments])
    {
        StandardInput = input,
        Environment = new Dictionary<string, string> { ["DOCKER_BUILDKIT"] = "0" },
    });

    /// <summary>Ends it by a signal, such as TERM or KILL.</summary>
    public async Task EndAsync(string signal)
    {
        await Tool.RunAsync("kill", [$"-{signal}", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
