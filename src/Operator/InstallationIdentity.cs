using Mooring.Kube.Client;
using Mooring.Operator.Hosting;

namespace Mooring.Operator;

/// <summary>Finds out which installation this is.</summary>
public static class InstallationIdentity
{
    private const string KubeSystem = "kube-system";
    private const int Digits = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The owner that was given, else one derived from the uid of the namespace kube-system, which tells Kubernetes clusters apart and lives as
    /// long as they do. Waits for an API server that is away.
    /// </summary>
    /// <exception cref="KubernetesException">The API server refuses to show the namespace.</exception>
    public static async Task<Installation> ReadAsync(OperatorOptions options, IKubernetes kube, TimeProvider clock, Action<string> say, CancellationToken ct)
    {
        if (options.Owner is { } given)
        {
            return new(given);
        }

        while (true)
        {
            try
            {
                var system = await kube.ReadAsync(KubeResources.Namespaces, new ObjectKey("", KubeSystem), ct);
                return new($"mooring-{system.Metadata.Uid[..Digits]}");
            }
            catch (KubernetesException e) when (e.Reason is StatusReason.Unreachable or StatusReason.Timeout or StatusReason.ServerTimeout
                or StatusReason.ServiceUnavailable or StatusReason.InternalError or StatusReason.TooManyRequests)
            {
                say($"waiting for the Kubernetes API: {e.Message}");
                await Task.Delay(Pause, clock, ct);
            }
        }
    }
}
