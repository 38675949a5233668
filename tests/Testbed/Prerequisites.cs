using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Kubernetes;
using Mooring.Tests.Testbed.Processes;
using Mooring.Tests.Testbed.Stores;

namespace Mooring.Tests.Testbed;

/// <summary>What a testbed needs on the machine it runs on.</summary>
public static class Prerequisites
{
    private static readonly string[] Programs =
        ["docker", "containerd", "runc", "docker-registry", "busybox", "ip", "iptables", "nsenter", "unshare", "setsid"];

    /// <summary>What is missing, in words for a person; empty when an instance can start.</summary>
    public static IReadOnlyList<string> Missing() =>
    [
        .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["root"],
        .. ServerPrograms.Missing(),
        .. Programs.Where(program => Tool.Find(program) is null),
        .. ConsulServer.Program is null ? ["consul"] : Array.Empty<string>(),
        .. ZooKeeperServer.IsInstalled ? Array.Empty<string>() : ["zookeeper"],
        .. Enum.GetValues<EngineRelease>().Where(release => EnginePrograms.TryFind(release) is null).Select(release => $"the {release} dockerd"),
    ];
}
