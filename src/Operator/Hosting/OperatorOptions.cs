using System.Net;
using System.Text.RegularExpressions;

namespace Mooring.Operator.Hosting;

/// <summary>How one operator process runs. Every value has a flag and an environment variable; see <see cref="OperatorCommand"/>.</summary>
public sealed partial class OperatorOptions
{
    private const int MostAtOnce = 64;

    /// <summary>Path of a kubeconfig file, or null for the usual search (KUBECONFIG, ~/.kube/config, in-cluster).</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The one namespace to watch, or null for all.</summary>
    public string? WatchNamespace { get; init; }

    /// <summary>
    /// The installation's identity in the label <c>mooring.dev/owner</c>: containers with another owner are never touched.
    /// Null derives it from the Kubernetes cluster, so that two clusters may share a Docker host, as long as
    /// their placements there differ in namespace or name.
    /// </summary>
    public string? Owner { get; init; }

    /// <summary>Address for /healthz, /readyz and /metrics, <c>ip:port</c>, or <c>:port</c> for all interfaces.</summary>
    public string BindAddress { get; init; } = ":8080";

    /// <summary>Whether a Lease decides which of several operators acts.</summary>
    public bool LeaderElect { get; init; } = true;

    /// <summary>Namespace of the Lease; null takes the one the operator runs in.</summary>
    public string? LeaderElectionNamespace { get; init; }

    /// <summary>How long standbys wait before they take over a Lease that is not renewed.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Reconciles of one kind that run at the same time.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Image pulls, creates, starts and removals that run at the same time on one engine.</summary>
    public int OperationsPerEngine { get; init; } = 4;

    /// <summary>Form of the log lines.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Console;

    /// <summary>Least severe level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>What is wrong with the values, each by its flag with the cure; empty when they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (Owner is not null && !DnsLabel().IsMatch(Owner))
        {
            yield return $"--owner must be a DNS label: lower-case letters, digits and '-', at most 63; not '{Owner}'";
        }

        if (!IPEndPoint.TryParse(BindAddress.StartsWith(':') ? "0.0.0.0" + BindAddress : BindAddress, out _) || !BindAddress.Contains(':', StringComparison.Ordinal))
        {
            yield return $"--bind-address must be ip:port, or :port for all interfaces; not '{BindAddress}'";
        }

        if (LeaseDuration < TimeSpan.FromSeconds(2) || LeaseDuration > TimeSpan.FromMinutes(10))
        {
            yield return "--leader-election-lease-duration must be from 2s to 10m";
        }

        if (Workers is < 1 or > MostAtOnce)
        {
            yield return $"--workers must be from 1 to {MostAtOnce}";
        }

        if (OperationsPerEngine is < 1 or > MostAtOnce)
        {
            yield return $"--operations-per-engine must be from 1 to {MostAtOnce}";
        }
    }

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex DnsLabel();
}

/// <summary>Form of the log lines.</summary>
public enum LogFormat
{
    /// <summary>One readable line an entry.</summary>
    Console,

    /// <summary>One JSON object an entry.</summary>
    Json,
}
