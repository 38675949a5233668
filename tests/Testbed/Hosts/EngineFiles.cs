using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Images;

namespace Mooring.Tests.Testbed.Hosts;

/// <summary>What is in <c>/etc/docker</c> of a host, and the client certificates that go with it.</summary>
internal sealed class EngineFiles(Instance instance, string directory, DockerHostOptions options, Authority authority, IPAddress address)
{
    // The engine's identity: key.json up to 23, engine-id in the data root later.
    private static readonly string[] IdentityFiles = ["etc-docker/key.json", "data/engine-id"];

    public string ConfigurationFolder { get; } = Path.Combine(directory, "etc-docker");

    public string ClientFolder { get; } = Path.Combine(directory, "client");

    public Uri Endpoint { get; } = new($"tcp://{address}:{(options.Port == EnginePort.Tls ? 2376 : 2375)}");

    /// <summary>Writes what is missing, and daemon.json anew.</summary>
    public async Task WriteAsync(ImageRegistry registry, CancellationToken ct)
    {
        if (!File.Exists(ServerFile("cert.pem")))
        {
            await WriteCertificatesAsync(options.Certificates, ct);
            await authority.Issue(new("client")).WriteAsync(Path.Combine(ClientFolder, "cert.pem"), Path.Combine(ClientFolder, "key.pem"), ct);
            await SecretFile.WriteAsync(Path.Combine(ClientFolder, "ca.pem"), authority.CertificatePem, ct);
            CopyIdentity();
        }

        await SecretFile.WriteAsync(Path.Combine(ConfigurationFolder, "certs.d", registry.Address, "ca.crt"), registry.AuthorityPem, ct);
        await SecretFile.WriteAsync(Path.Combine(ConfigurationFolder, "daemon.json"), DaemonJson().ToJsonString(), ct);
    }

    public async Task WriteCertificatesAsync(EngineCertificates? given, CancellationToken ct)
    {
        var certificates = given ?? new(
            authority.CertificatePem,
            authority.Issue(new(options.Name) { AlternativeNames = [options.Name, $"{address}", "localhost", "127.0.0.1"] }));
        await SecretFile.WriteAsync(ServerFile("ca.pem"), certificates.AuthorityPem, ct);
        await certificates.Server.WriteAsync(ServerFile("cert.pem"), ServerFile("key.pem"), ct);
    }

    /// <summary>HTTP as the client of <see cref="ClientFolder"/>.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = TrustedHttp.Handler(authority.CertificatePem);
        if (options.Port == EnginePort.Tls)
        {
            handler.SslOptions.ClientCertificates =
                [X509Certificate2.CreateFromPemFile(Path.Combine(ClientFolder, "cert.pem"), Path.Combine(ClientFolder, "key.pem"))];
        }

        return handler;
    }

    private void CopyIdentity()
    {
        if (options.IdentityOf is not { } original)
        {
            return;
        }

        foreach (var file in IdentityFiles)
        {
            var source = Path.Combine(DockerHost.DirectoryOf(instance, original), file);
            if (File.Exists(source))
            {
                File.Copy(source, Path.Combine(directory, file), overwrite: true);
            }
        }
    }

    private JsonObject DaemonJson()
    {
        var settings = new JsonObject
        {
            ["hosts"] = new JsonArray("unix:///run/docker.sock", Endpoint.OriginalString),
            ["data-root"] = Path.Combine(directory, "data"),
            ["labels"] = new JsonArray([.. options.Labels.Select(label => (JsonNode?)JsonValue.Create($"{label.Key}={label.Value}"))]),
            ["live-restore"] = options.LiveRestore,
            // All containers of an instance are found below one group, whatever the machine's init system.
            ["cgroup-parent"] = $"/{instance.ControlGroup}/{options.Name}",
            ["exec-opts"] = new JsonArray("native.cgroupdriver=cgroupfs"),
            // Nobody answers there, and says so at once: a look-up of an unknown name fails without delay.
            ["dns"] = new JsonArray($"{instance.Subnet.Gateway}"),
        };
        // Said outright, because an engine that only lacks TLS waits up to 15 s before it starts.
        settings["tls"] = options.Port == EnginePort.Tls;
        if (options.Port == EnginePort.Tls)
        {
            settings["tlsverify"] = true;
            settings["tlscacert"] = "/etc/docker/tls/ca.pem";
            settings["tlscert"] = "/etc/docker/tls/cert.pem";
            settings["tlskey"] = "/etc/docker/tls/key.pem";
        }

        foreach (var (name, value) in JsonNode.Parse(options.DaemonJson)!.AsObject())
        {
            settings[name] = value?.DeepClone();
        }

        return settings;
    }

    private string ServerFile(string name) => Path.Combine(ConfigurationFolder, "tls", name);
}
