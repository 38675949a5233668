using System.Net;
using System.Net.Sockets;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Images;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Hosts;

/// <summary>A real Docker host: an engine on a machine of its own, with mutual TLS unless told otherwise.</summary>
public sealed class DockerHost
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);
    private readonly DockerHostOptions _options;
    private readonly ImageRegistry _registry;
    private readonly Machine _machine;
    private readonly EngineFiles _files;

    internal DockerHost(Instance instance, int index, DockerHostOptions options, Authority authority, ImageRegistry registry)
    {
        var directory = DirectoryOf(instance, options.Name);
        _options = options;
        _registry = registry;
        _machine = new(instance, index, options.Name, directory);
        _files = new(instance, directory, options, authority, _machine.Address);
        Index = index;
        Engine = new(instance, directory, "dockerd");
        Endpoint = _files.Endpoint;
        Socket = Path.Combine(directory, "run", "docker.sock");
        ClientCertificates = _files.ClientFolder;
    }

    /// <summary>Its host name.</summary>
    public string Name => _options.Name;

    /// <summary>The labels of its engine.</summary>
    public IReadOnlyDictionary<string, string> Labels => _options.Labels;

    /// <summary>Its address on the instance's network.</summary>
    public IPAddress Address => _machine.Address;

    /// <summary>The engine's API: <c>tcp://10.100.199.201:2376</c>, or port 2375 without TLS.</summary>
    public Uri Endpoint { get; }

    /// <summary>Path of the engine's unix socket, as seen from outside of the host.</summary>
    public string Socket { get; }

    /// <summary>A folder for DOCKER_CERT_PATH: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> of a client the instance's authority named.</summary>
    public string ClientCertificates { get; }

    /// <summary>dockerd itself, for its log and for signals.</summary>
    public ServerProcess Engine { get; }

    /// <summary>The folder that is <c>/etc/docker</c> on the host.</summary>
    public string ConfigurationFolder => _files.ConfigurationFolder;

    internal int Index { get; }

    internal DockerHostOptions Options => _options;

    internal static string DirectoryOf(Instance instance, string name) => Path.Combine(instance.Directory, "hosts", name);

    /// <summary>Switches the machine on and starts the engine, unless they run, and waits until the engine answers.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        if (!_machine.IsOn)
        {
            await _machine.PowerOnAsync(_options.DataRootSize, ct);
        }

        if (Engine.Running is null)
        {
            await _files.WriteAsync(_registry, ct);
            var programs = EnginePrograms.Find(_options.Engine);
            // nsenter takes PATH to the host's side.
            var command = _machine.Inside(new CommandLine(programs.Daemon)) with { Environment = new Dictionary<string, string> { ["PATH"] = programs.SearchPath } };
            await Engine.StartAsync(command, insideChild: true, ct);
        }

        await Engine.WaitReadyAsync(LongestStart, AnswersAsync, ct);
    }

    /// <summary>Stops the engine as an administrator does; its containers stop, unless live restore is on.</summary>
    public Task StopAsync(CancellationToken ct = default) => Engine.StopAsync(TimeSpan.FromSeconds(30), ct);

    /// <summary>Stops and starts the engine.</summary>
    public async Task RestartAsync(CancellationToken ct = default)
    {
        await StopAsync(ct);
        await StartAsync(ct);
    }

    /// <summary>Kills the engine (SIGKILL). Its containers run on; the next start kills them, unless live restore is on.</summary>
    public Task KillAsync(CancellationToken ct = default) => Engine.KillAsync(ct);

    /// <summary>The engine accepts connections and never answers (SIGSTOP), until <see cref="Resume"/>.</summary>
    public void Hang() => Engine.Send(Signal.Stop);

    /// <summary>Ends <see cref="Hang"/>.</summary>
    public void Resume() => Engine.Send(Signal.Continue);

    /// <summary>Takes the host off the network; the engine and its unix socket are not concerned.</summary>
    public Task PartitionAsync(CancellationToken ct = default) => _machine.SetLinkAsync(up: false, ct);

    /// <summary>Ends <see cref="PartitionAsync"/>.</summary>
    public Task HealAsync(CancellationToken ct = default) => _machine.SetLinkAsync(up: true, ct);

    /// <summary>Ends every process of the host, containers too, as a power cut does. <see cref="StartAsync"/> boots it again.</summary>
    public async Task PowerOffAsync(CancellationToken ct = default)
    {
        await _machine.PowerOffAsync(ct);
        await Engine.KillAsync(ct);
    }

    /// <summary>Gives the engine other certificates and restarts it, because it reads them at its start only.</summary>
    /// <param name="certificates">The new ones, or null for those of the instance's authority.</param>
    /// <param name="ct">Gives up.</param>
    public async Task UseCertificatesAsync(EngineCertificates? certificates, CancellationToken ct = default)
    {
        await _files.WriteCertificatesAsync(certificates, ct);
        await RestartAsync(ct);
    }

    /// <summary>Runs the docker CLI on the engine's unix socket and returns what it printed, without the last line break.</summary>
    /// <exception cref="ToolFailedException">It ended with an error.</exception>
    public async Task<string> DockerAsync(IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        var command = new CommandLine("docker", ["--host", $"unix://{Socket}", .. arguments])
        {
            Environment = new Dictionary<string, string>
            {
                ["DOCKER_CONFIG"] = _registry.DockerConfig,
                ["DOCKER_CONTEXT"] = "",
                ["DOCKER_TLS_VERIFY"] = "",
            },
        };
        return (await Tool.RunAsync(command, ct)).TrimEnd();
    }

    /// <summary>Runs a program on the host, as root, and returns what it printed.</summary>
    /// <exception cref="ToolFailedException">It ended with an error.</exception>
    public Task<string> RunAsync(CommandLine command, CancellationToken ct = default) => Tool.RunAsync(_machine.Inside(command), ct);

    /// <summary>A client of the engine's API over TCP, with the instance's client certificate where the engine speaks TLS. The caller disposes it.</summary>
    public HttpClient CreateClient() => new(_files.CreateHandler())
    {
        BaseAddress = new Uri($"{(_options.Port == EnginePort.Tls ? "https" : "http")}://{Endpoint.Authority}/"),
        Timeout = TimeSpan.FromSeconds(10),
    };

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://docker/"), Timeout = TimeSpan.FromSeconds(5) };
        return await HttpProbe.IsOkAsync(client, "_ping", ct);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
