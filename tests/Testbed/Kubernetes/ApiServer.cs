using System.Net.Http.Headers;
using System.Security.Cryptography;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>A real kube-apiserver with RBAC, TLS and an audit log of the metadata of all requests for resources.</summary>
public sealed class ApiServer(Instance instance, EtcdServer etcd)
{
    /// <summary>Where it listens, on the instance's own address.</summary>
    public const int Port = 6443;

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    private const string AuditPolicy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        rules:
        - level: None
          nonResourceURLs: ["*"]
        - level: Metadata
          omitStages: [RequestReceived]
        """;

    private readonly string _directory = Path.Combine(instance.Directory, "apiserver");
    private Authority? _authority;
    private string? _adminToken;

    /// <summary>Where clients connect.</summary>
    public Uri Url { get; } = new($"https://{instance.Subnet.Gateway}:{Port}");

    /// <summary>The server itself, for its log and for signals.</summary>
    public ServerProcess Process { get; } = new(instance, Path.Combine(instance.Directory, "apiserver"), "kube-apiserver");

    /// <summary>What it was asked.</summary>
    public AuditLog Audit { get; } = new(Path.Combine(instance.Directory, "apiserver", "audit.log"));

    /// <summary>The authority whose certificates name users (CN) and groups (O), and which signs the server's own.</summary>
    public Authority Authority => _authority ?? throw new InvalidOperationException("the API server was not started yet");

    /// <summary>The bearer token of a member of <c>system:masters</c>.</summary>
    public string AdminToken => _adminToken ?? throw new InvalidOperationException("the API server was not started yet");

    /// <summary>Starts it, unless it runs, and waits until it is ready.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        await LoadAsync(ct);
        if (Process.Running is null)
        {
            await Process.StartAsync(new CommandLine(ServerPrograms.KubeApiServer, Arguments()), ct: ct);
        }

        using var client = CreateClient();
        await Process.WaitReadyAsync(LongestStart, limit => HttpProbe.IsOkAsync(client, "/readyz", limit), ct);
    }

    /// <summary>Ends it: gracefully within ten seconds, else by force.</summary>
    public Task StopAsync(CancellationToken ct = default) => Process.StopAsync(TimeSpan.FromSeconds(10), ct);

    /// <summary>A client with all rights. The caller disposes it.</summary>
    public HttpClient CreateClient() => new(TrustedHttp.Handler(Authority.CertificatePem))
    {
        BaseAddress = Url,
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", AdminToken) },
    };

    /// <summary>Reads its secrets, which are made at the first time.</summary>
    internal async Task LoadAsync(CancellationToken ct)
    {
        _authority ??= await Authority.LoadOrCreateAsync(_directory, "testbed kubernetes", ct);
        var tokens = Path.Combine(_directory, "tokens.csv");
        // Written last: when it is there, all else is.
        if (!File.Exists(tokens))
        {
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var server = _authority.Issue(new("kube-apiserver")
            {
                AlternativeNames = [$"{instance.Subnet.Gateway}", "kubernetes.default.svc", "kubernetes.default", "localhost", "10.0.0.1"],
            });
            await server.WriteAsync(Path.Combine(_directory, "tls.crt"), Path.Combine(_directory, "tls.key"), ct);
            using var signing = RSA.Create(2048);
            await SecretFile.WriteAsync(Path.Combine(_directory, "sa.key"), signing.ExportRSAPrivateKeyPem(), ct);
            await SecretFile.WriteAsync(Path.Combine(_directory, "audit-policy.yaml"), AuditPolicy, ct);
            await SecretFile.WriteAsync(tokens, $"{token},admin,admin,system:masters\n", ct);
        }

        _adminToken = (await File.ReadAllTextAsync(tokens, ct)).Split(',')[0];
    }

    private string[] Arguments() =>
    [
        $"--etcd-servers={etcd.Endpoint.OriginalString}",
        $"--bind-address={instance.Subnet.Gateway}", $"--advertise-address={instance.Subnet.Gateway}", $"--secure-port={Port}",
        $"--tls-cert-file={_directory}/tls.crt", $"--tls-private-key-file={_directory}/tls.key", $"--client-ca-file={_directory}/ca.pem",
        $"--cert-dir={_directory}/generated",
        $"--token-auth-file={_directory}/tokens.csv", "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc", "--api-audiences=https://kubernetes.default.svc",
        $"--service-account-signing-key-file={_directory}/sa.key", $"--service-account-key-file={_directory}/sa.key",
        "--service-cluster-ip-range=10.0.0.0/24",
        // It would wait for a controller that makes each account's token.
        "--disable-admission-plugins=ServiceAccount",
        $"--audit-policy-file={_directory}/audit-policy.yaml", $"--audit-log-path={Audit.File}", "--audit-log-mode=blocking",
    ];
}
