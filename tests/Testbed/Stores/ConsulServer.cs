using System.Net;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Stores;

/// <summary>A real Consul, a server on its own that keeps its data over restarts and grants sessions of a second and more.</summary>
/// <param name="instance">The instance it belongs to.</param>
/// <param name="address">The address to listen on.</param>
/// <param name="number">Tells several apart, from 0.</param>
public sealed class ConsulServer(Instance instance, IPAddress address, int number = 0) : IStoreServer
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private readonly string _directory = Path.Combine(instance.Directory, $"consul-{number}");
    private readonly int _port = 8500 + (10 * number);

    public string Address => $"{address}:{_port}";

    public ServerProcess Process { get; } = new(instance, Path.Combine(instance.Directory, $"consul-{number}"), "consul");

    /// <summary>Where <c>consul</c> is, or null: it is unpacked, not installed.</summary>
    public static string? Program => Tool.Find("consul") ?? CacheFolder.Newest("consul", "usr/bin/consul");

    public async Task StartAsync(CancellationToken ct = default)
    {
        if (Process.Running is null)
        {
            await Process.StartAsync(new CommandLine(Program ?? throw new FileNotFoundException("no consul: run hack/prerequisites.sh"), Arguments()), ct: ct);
        }

        using var client = new HttpClient { BaseAddress = new($"http://{Address}/v1/"), Timeout = TimeSpan.FromSeconds(5) };
        await Process.WaitReadyAsync(LongestStart, limit => TakesSessionsAsync(client, limit), ct);
    }

    public void Wipe() => Directory.Delete(Path.Combine(_directory, "data"), recursive: true);

    /// <summary>A leader is there and the server's own node is known healthy: only then can sessions be made.</summary>
    private static async Task<bool> TakesSessionsAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var created = await client.PutAsync(new Uri("session/create", UriKind.Relative), null, ct);
            if (created.StatusCode != HttpStatusCode.OK)
            {
                return false;
            }

            var session = JsonNode.Parse(await created.Content.ReadAsStringAsync(ct))!["ID"];
            using var destroyed = await client.PutAsync(new Uri($"session/destroy/{session}", UriKind.Relative), null, ct);
            return destroyed.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    private string[] Arguments() =>
    [
        "agent", "-server", "-bootstrap-expect=1", "-node=store", $"-data-dir={_directory}/data", $"-bind={address}", $"-client={address}",
        $"-http-port={_port}", "-dns-port=-1", $"-server-port={_port + 1}", $"-serf-lan-port={_port + 2}", "-serf-wan-port=-1",
        "-hcl=session_ttl_min = \"1s\"", "-hcl=performance { raft_multiplier = 1 }", "-hcl=disable_update_check = true",
    ];
}
