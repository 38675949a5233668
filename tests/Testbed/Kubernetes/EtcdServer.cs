using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Processes;
using Mooring.Tests.Testbed.Stores;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>A real etcd with a single member. Its JSON gateway is used, whose keys and values are base64.</summary>
public sealed class EtcdServer(Instance instance, EtcdOptions options) : IStoreServer
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);
    private readonly string _directory = Path.Combine(instance.Directory, options.Name);

    /// <summary>Where clients connect: <c>http://</c>, or <c>https://</c> with an authority.</summary>
    public Uri Endpoint { get; } = new($"{(options.Authority is null ? "http" : "https")}://{options.Address}:{options.ClientPort}");

    public string Address => Endpoint.Authority;

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> for clients, when etcd speaks TLS.</summary>
    public string ClientCertificates => Path.Combine(_directory, "client");

    /// <summary>The server itself, for its log and for signals.</summary>
    public ServerProcess Process { get; } = new(instance, Path.Combine(instance.Directory, options.Name), "etcd");

    /// <summary>Starts etcd, unless it runs, and waits until it is healthy. What it held before is still there.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        if (Process.Running is null)
        {
            await WriteCertificatesAsync(ct);
            await Process.StartAsync(new CommandLine(ServerPrograms.Etcd, Arguments()), ct: ct);
        }

        using var client = CreateClient();
        // 503 until there is a leader.
        await Process.WaitReadyAsync(LongestStart, limit => HttpProbe.IsOkAsync(client, "health", limit), ct);
    }

    /// <summary>Stops etcd and keeps its data.</summary>
    public Task StopAsync(CancellationToken ct = default) => Process.StopAsync(TimeSpan.FromSeconds(5), ct);

    public void Wipe() => Directory.Delete(Path.Combine(_directory, "data"), recursive: true);

    /// <summary>Forgets all history before now: who asks for an older revision is told that it was compacted.</summary>
    public async Task CompactAsync(CancellationToken ct = default)
    {
        var found = await PostAsync("kv/range", new() { ["key"] = Encode("\0"), ["limit"] = 1 }, ct);
        var revision = found["header"]!["revision"]!.GetValue<string>();
        await PostAsync("kv/compaction", new() { ["revision"] = revision, ["physical"] = true }, ct);
    }

    /// <summary>Sets a key.</summary>
    public Task PutAsync(string key, string value, CancellationToken ct = default) =>
        PostAsync("kv/put", new() { ["key"] = Encode(key), ["value"] = Encode(value) }, ct);

    /// <summary>The value of a key, or null.</summary>
    public async Task<string?> GetAsync(string key, CancellationToken ct = default)
    {
        var found = await PostAsync("kv/range", new() { ["key"] = Encode(key) }, ct);
        return found["kvs"]?[0]?["value"] is { } value ? Encoding.UTF8.GetString(Convert.FromBase64String(value.GetValue<string>())) : null;
    }

    private async Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken ct)
    {
        using var client = CreateClient();
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri($"v3/{path}", UriKind.Relative), content, ct);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!;
    }

    private HttpClient CreateClient()
    {
        if (options.Authority is null)
        {
            return new() { BaseAddress = Endpoint, Timeout = TimeSpan.FromSeconds(10) };
        }

        var handler = TrustedHttp.Handler(options.Authority.CertificatePem);
        handler.SslOptions.ClientCertificates =
            [X509Certificate2.CreateFromPemFile(Path.Combine(ClientCertificates, "cert.pem"), Path.Combine(ClientCertificates, "key.pem"))];
        return new(handler) { BaseAddress = Endpoint, Timeout = TimeSpan.FromSeconds(10) };
    }

    private async Task WriteCertificatesAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(_directory);
        if (options.Authority is not { } authority)
        {
            return;
        }

        await File.WriteAllTextAsync(Path.Combine(_directory, "ca.pem"), authority.CertificatePem, ct);
        var server = authority.Issue(new(options.Name) { AlternativeNames = [$"{options.Address}"] });
        await server.WriteAsync(Path.Combine(_directory, "cert.pem"), Path.Combine(_directory, "key.pem"), ct);
        await authority.Issue(new("client")).WriteAsync(Path.Combine(ClientCertificates, "cert.pem"), Path.Combine(ClientCertificates, "key.pem"), ct);
        await File.WriteAllTextAsync(Path.Combine(ClientCertificates, "ca.pem"), authority.CertificatePem, ct);
    }

    private string[] Arguments()
    {
        string[] tls = options.Authority is null
            ? []
            :
            [
                $"--cert-file={_directory}/cert.pem", $"--key-file={_directory}/key.pem",
                $"--trusted-ca-file={_directory}/ca.pem", "--client-cert-auth",
            ];
        return
        [
            $"--name={options.Name}", $"--data-dir={_directory}/data", "--log-level=warn", "--logger=zap",
            $"--listen-client-urls={Endpoint.OriginalString}", $"--advertise-client-urls={Endpoint.OriginalString}",
            $"--listen-peer-urls={PeerUrl}", $"--initial-advertise-peer-urls={PeerUrl}", $"--initial-cluster={options.Name}={PeerUrl}",
            .. tls,
        ];
    }

    private string PeerUrl => $"http://{options.Address}:{options.ClientPort + 1}";

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
