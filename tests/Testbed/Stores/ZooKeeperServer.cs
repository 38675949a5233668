using System.Net;
using System.Net.Sockets;
using System.Text;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Stores;

/// <summary>A real ZooKeeper, standalone, that keeps its data over restarts and grants sessions of 1 to 60 s.</summary>
/// <param name="instance">The instance it belongs to.</param>
/// <param name="address">The address to listen on.</param>
/// <param name="number">Tells several apart, from 0.</param>
public sealed class ZooKeeperServer(Instance instance, IPAddress address, int number = 0) : IStoreServer
{
    private const string Library = "/usr/share/java/zookeeper.jar";
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);
    private readonly string _directory = Path.Combine(instance.Directory, $"zookeeper-{number}");
    private readonly int _port = 2181 + (10 * number);

    public string Address => $"{address}:{_port}";

    public ServerProcess Process { get; } = new(instance, Path.Combine(instance.Directory, $"zookeeper-{number}"), "zookeeper");

    /// <summary>Whether Java and ZooKeeper's library are installed.</summary>
    public static bool IsInstalled => File.Exists(Library) && Tool.Find("java") is not null;

    public async Task StartAsync(CancellationToken ct = default)
    {
        if (Process.Running is null)
        {
            Directory.CreateDirectory(_directory);
            var configuration = Path.Combine(_directory, "zoo.cfg");
            await File.WriteAllLinesAsync(
                configuration,
                [
                    "tickTime=500", "maxSessionTimeout=60000", "admin.enableServer=false",
                    $"dataDir={_directory}/data", $"clientPortAddress={address}", $"clientPort={_port}",
                ],
                ct);
            var command = new CommandLine(
                Tool.Find("java") ?? throw new FileNotFoundException("no java: run hack/prerequisites.sh"),
                "-Xmx128m", "-cp", Library, "org.apache.zookeeper.server.quorum.QuorumPeerMain", configuration);
            await Process.StartAsync(command, ct: ct);
        }

        await Process.WaitReadyAsync(LongestStart, ServesAsync, ct);
    }

    public void Wipe() => Directory.Delete(Path.Combine(_directory, "data"), recursive: true);

    /// <summary>The command "srvr" tells the server's mode. A connection made while it starts may stay without an answer for ever.</summary>
    private async Task<bool> ServesAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestAnswer);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address, _port, limit.Token);
            await client.GetStream().WriteAsync("srvr"u8.ToArray(), limit.Token);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            return (await reader.ReadToEndAsync(limit.Token)).Contains("Mode: standalone", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
