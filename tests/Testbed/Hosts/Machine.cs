using System.Net;
using Mooring.Tests.Testbed.Networking;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Hosts;

/// <summary>
/// The machine a host pretends to be: namespaces for network, processes, mounts and host name, which live as long as their first process.
/// All else ends with that one, so nothing a host ran can outlive it.
/// </summary>
internal sealed class Machine(Instance instance, int index, string name, string directory)
{
    private static readonly TimeSpan LongestBoot = TimeSpan.FromSeconds(60);

    // Looks up no names (each would take 20 s without a name server) and reaps orphans, as an init does.
    private const string Boot = """
        set -e
        hostname "$1"
        cd "$2"
        resolv=$(readlink -f /etc/resolv.conf)
        printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' > resolv.conf
        case $resolv in
          /run/*) mkdir -p "run/$(dirname "${resolv#/run/}")"; cp resolv.conf "run/${resolv#/run/}" ;;
          *) mount --bind resolv.conf "$resolv" ;;
        esac
        mkdir -p /etc/docker
        mount --bind etc-docker /etc/docker
        if [ -n "$3" ]; then mount -t tmpfs -o "size=$3" tmpfs data; fi
        mount --bind run /run
        ip link set lo up
        touch booted
        cd /
        while :; do sleep 3600 & wait $!; done
        """;

    private readonly ServerProcess _init = new(instance, directory, "machine");

    public IPAddress Address { get; } = instance.Subnet.HostAddress(index);

    /// <summary>True between power on and power off.</summary>
    public bool IsOn => _init.Running is not null;

    /// <summary>Boots with an empty /run, as a real machine does.</summary>
    /// <param name="dataRootSize">Size of a data root in memory, or null.</param>
    /// <param name="ct">Gives up.</param>
    public async Task PowerOnAsync(string? dataRootSize, CancellationToken ct)
    {
        Directory.CreateDirectory(directory);
        var booted = Path.Combine(directory, "booted");
        File.Delete(booted);
        var run = Path.Combine(directory, "run");
        if (Directory.Exists(run))
        {
            Directory.Delete(run, recursive: true);
        }

        foreach (var folder in (string[])["run", "etc-docker", "data"])
        {
            Directory.CreateDirectory(Path.Combine(directory, folder));
        }

        var boot = new CommandLine(
            "unshare",
            "--mount", "--uts", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
            "/bin/bash", "-c", Boot, "init", name, directory, dataRootSize ?? "");
        await _init.StartAsync(boot, insideChild: true, ct);
        await _init.WaitReadyAsync(LongestBoot, _ => Task.FromResult(File.Exists(booted)), ct);
        await ConnectAsync(ct);
    }

    /// <summary>Ends every process of the machine at once.</summary>
    public async Task PowerOffAsync(CancellationToken ct)
    {
        await _init.KillAsync(ct);
        if (NetworkDevice.Exists(Link))
        {
            await NetworkDevice.RemoveAsync(Link, ct);
        }
    }

    /// <summary>Pulls the network cable, or plugs it in.</summary>
    public Task SetLinkAsync(bool up, CancellationToken ct) => NetworkDevice.IpAsync($"link set {Link} {(up ? "up" : "down")}", ct);

    /// <summary>The command as it is run inside the machine.</summary>
    public CommandLine Inside(CommandLine command) =>
        _init.Running is { } init
            ? command.InNamespacesOf(init.Pid, "mount", "uts", "net", "pid")
            : throw new InvalidOperationException($"{name} is off");

    private string Link => instance.Subnet.HostLink(index);

    private async Task ConnectAsync(CancellationToken ct)
    {
        var pid = _init.Running?.Pid ?? throw new InvalidOperationException($"{name} is off");
        await NetworkDevice.IpAsync($"link add name {Link} type veth peer name eth0 address {Subnet.HardwareAddress(Address)} netns {pid}", ct);
        await NetworkDevice.IpAsync($"link set {Link} master {instance.Subnet.Bridge} up", ct);
        var setup = $"ip addr add {Address}/{Subnet.PrefixLength} dev eth0 && ip link set eth0 up && ip route add default via {instance.Subnet.Gateway}";
        await Tool.RunAsync(Inside(new CommandLine("sh", "-c", setup)), ct);
    }
}
