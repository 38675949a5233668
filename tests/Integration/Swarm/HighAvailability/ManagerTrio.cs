using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Kubernetes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm.HighAvailability;

/// <summary>Three managers with mutual TLS over the hosts of a testbed, with an etcd of their own in which the engines are registered.</summary>
internal sealed class ManagerTrio : IAsyncDisposable
{
    /// <summary>How long the lock outlives a manager that died.</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(4);

    private readonly HttpClient _http;
    private readonly string _certificates;

    private ManagerTrio(TestbedInstance testbed, EtcdServer etcd, HttpClient http, string certificates, IReadOnlyList<ManagerProcess> managers)
    {
        (Testbed, Etcd, _http, _certificates, Managers) = (testbed, etcd, http, certificates, managers);
        Image = testbed.Registry.Image("demo/shell", "1");
    }

    public TestbedInstance Testbed { get; }

    /// <summary>The store.</summary>
    public EtcdServer Etcd { get; }

    /// <summary>The managers.</summary>
    public IReadOnlyList<ManagerProcess> Managers { get; }

    /// <summary>An image that every host has.</summary>
    public string Image { get; }

    /// <summary>Starts everything and waits until one leads, all engines are healthy, and the others know it.</summary>
    public static async Task<ManagerTrio> StartAsync(TestbedInstance testbed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(testbed.Directory, $"managers-{Guid.NewGuid():N}")).FullName;
        var pair = testbed.EngineAuthority.Issue(new("manager") { AlternativeNames = ["127.0.0.1"] });
        var (ca, cert, key) = (Path.Combine(folder, "ca.pem"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(ca, testbed.EngineAuthority.CertificatePem);
        await pair.WriteAsync(cert, key);
        var etcd = await testbed.AddEtcdAsync();
        foreach (var host in testbed.Hosts)
        {
            await etcd.PutAsync(KeyOf(host), host.Endpoint.Authority);
        }

        string[] flags = ["--replication-ttl", $"{Ttl.TotalSeconds}s", "--tlsverify", "--tlscacert", ca, "--tlscert", cert, "--tlskey", key];
        var http = Client(testbed.EngineAuthority.CertificatePem, cert, key);
        ManagerProcess[] managers = [.. Enumerable.Range(0, 3).Select(_ => new ManagerProcess(folder, ManagerProcess.FreePort(), flags, $"etcd://{etcd.Address}/ha", http))];
        var trio = new ManagerTrio(testbed, etcd, http, folder, managers);
        await Task.WhenAll([.. managers.Select(manager => manager.StartAsync()), .. testbed.Hosts.Select(host => host.DockerAsync(["pull", trio.Image]))]);
        await trio.WaitSettledAsync();
        return trio;
    }

    /// <summary>The store's key of a host's engine.</summary>
    public static string KeyOf(DockerHost host) => $"/ha/docker/swarm/nodes/{host.Endpoint.Authority}";

    /// <summary>Waits until exactly one leads, the others name it, and it sees every engine healthy.</summary>
    public Task WaitSettledAsync() => Wait.UntilAsync("one primary, known to all", TimeSpan.FromSeconds(30), async _ =>
    {
        var facts = await Task.WhenAll(Managers.Select(manager => manager.FactsAsync()));
        var primary = Managers.Where((_, i) => facts[i]?["Role"] == "primary").ToList();
        return primary.Count == 1
            && facts.All(each => each is not null && (each["Role"] == "primary" || each["Primary"] == primary[0].Address) && each["Nodes"] == $"{Testbed.Hosts.Length}" && each["└ Status"] == "Healthy");
    });

    /// <summary>The primary.</summary>
    public async Task<ManagerProcess> PrimaryAsync()
    {
        ManagerProcess? found = null;
        await Wait.UntilAsync("a primary", TimeSpan.FromSeconds(20), async _ => (found = await FindPrimaryAsync(Managers)) is not null);
        return found!;
    }

    /// <summary>A manager that is not the primary.</summary>
    public async Task<ManagerProcess> ReplicaAsync()
    {
        var primary = await PrimaryAsync();
        return Managers.First(manager => manager != primary && manager.Runs);
    }

    /// <summary>How long until another one leads.</summary>
    public async Task<TimeSpan> TimeToOtherPrimaryAsync(ManagerProcess gone, long since)
    {
        await Wait.UntilAsync("another primary", TimeSpan.FromSeconds(30), async _ => await FindPrimaryAsync(Managers.Where(manager => manager != gone)) is not null);
        return TimeProvider.System.GetElapsedTime(since);
    }

    /// <summary>Runs the docker CLI on a manager and returns what it printed, without the last line break.</summary>
    public async Task<string> DockerAsync(ManagerProcess manager, IReadOnlyList<string> arguments, string input = "")
    {
        var command = new CommandLine("docker", ["--host", $"tcp://{manager.Address}", .. arguments])
        {
            StandardInput = input,
            Environment = new Dictionary<string, string> { ["DOCKER_TLS_VERIFY"] = "1", ["DOCKER_CERT_PATH"] = _certificates, ["DOCKER_CONTEXT"] = "" },
        };
        return (await Tool.RunAsync(command)).TrimEnd();
    }

    /// <summary>Names of the containers on all hosts, as their own engines list them.</summary>
    public async Task<IReadOnlyList<string>> NamesOnHostsAsync(string prefix)
    {
        var lists = await Task.WhenAll(Testbed.Hosts.Select(host => host.DockerAsync(["ps", "-a", "--filter", $"name={prefix}", "--format", "{{.Names}}"])));
        return [.. lists.SelectMany(list => list.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>Removes the containers of a test from all hosts.</summary>
    public Task RemoveAsync(string prefix) => Task.WhenAll(Testbed.Hosts.Select(async host =>
    {
        var ids = await host.DockerAsync(["ps", "-aq", "--filter", $"name={prefix}"]);
        if (ids.Length > 0)
        {
            await host.DockerAsync(["rm", "-f", .. ids.Split('\n')]);
        }
    }));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Managers.Select(manager => manager.DisposeAsync().AsTask()));
        _http.Dispose();
        await Etcd.StopAsync();
    }

    private static async Task<ManagerProcess?> FindPrimaryAsync(IEnumerable<ManagerProcess> managers)
    {
        var candidates = managers.Where(manager => manager.Runs).ToList();
        var primary = await Task.WhenAll(candidates.Select(manager => manager.IsPrimaryAsync()));
        return candidates.Where((_, i) => primary[i]).FirstOrDefault();
    }

    private static HttpClient Client(string authority, string cert, string key)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) };
        using var pair = X509Certificate2.CreateFromPemFile(cert, key);
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = [X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null)],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };
        return new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
    }
}
