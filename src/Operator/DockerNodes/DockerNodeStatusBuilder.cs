using Mooring.Api;
using Mooring.Fleet.Snapshots;
using Mooring.Operator.Engines;
using Resources = Mooring.Scheduling.Views.Resources;

namespace Mooring.Operator.DockerNodes;

/// <summary>Turns an observation into a status. Pure; holds nothing that changes while all is well.</summary>
public static class DockerNodeStatusBuilder
{
    private static readonly TimeSpan SkewStep = TimeSpan.FromSeconds(1);

    /// <summary>The status without transition times. What an engine that does not answer last showed is kept.</summary>
    public static DockerNodeStatus Build(DockerNodeObservation seen, DockerNodePlan plan, DateTimeOffset now)
    {
        var old = seen.Node.Status;
        var conditions = DockerNodeConditions.Build(seen, plan, now);
        if (seen.Engine is not { } engine)
        {
            return old with { Conditions = conditions };
        }

        var status = old with
        {
            Certificate = CertificateOf(engine, now) ?? (seen.Target is EngineTarget.Connection { Credentials: null } ? null : old.Certificate),
            Probe = new(engine.LastSeen is null ? old.Probe?.Latency : ProbeStatus.LatencyBound(engine.Latency, old.Probe?.Latency), engine.ConsecutiveFailures > 0 && engine.State is not EngineState.Healthy ? seen.Node.Spec.Probe.FailureThreshold : 0),
            ClockSkew = SkewOf(engine, old.ClockSkew),
            Conditions = conditions,
        };
        return engine is { Facts: { } facts, IsSynced: true } ? WithFacts(status, seen, engine, facts) : status;
    }

    private static DockerNodeStatus WithFacts(DockerNodeStatus status, DockerNodeObservation seen, EngineSnapshot engine, EngineFacts facts)
    {
        var capacity = NodeViews.CapacityOf(seen.Node, facts);
        var allocatable = NodeViews.AllocatableOf(seen.Node, facts);
        var allocated = engine.Containers.Values.Aggregate(default(Resources), (sum, container) => sum + ContainerViews.RequestsOf(container));
        return status with
        {
            Engine = new(
                facts.ID,
                facts.Name,
                facts.Version,
                facts.EngineApiVersion ?? facts.ApiVersion.ToString(),
                facts.MinApiVersion ?? "",
                facts.OperatingSystem ?? "",
                facts.OsType ?? "",
                facts.KernelVersion ?? "",
                facts.Architecture ?? "",
                facts.StorageDriver ?? "",
                facts.CgroupVersion ?? "",
                facts.Labels,
                facts.SecurityOptions,
                facts.LiveRestore,
                facts.SwarmState ?? ""),
            Capacity = Write(capacity),
            Allocatable = Write(allocatable),
            Allocated = Write(allocated),
            Containers = new(
                engine.Containers.Count,
                engine.Containers.Values.Count(container => container.State is "running" or "restarting"),
                engine.Containers.Values.Count(container => container.State is "paused"),
                engine.Containers.Values.Count(container => !container.IsUp),
                seen.Ours.Count),
            Images = engine.Images.Count,
        };
    }

    private static CertificateStatus? CertificateOf(EngineSnapshot engine, DateTimeOffset now) => engine.Certificate is { } certificate
        ? new(
            certificate.Subject,
            certificate.Issuer,
            certificate.SubjectAltNames,
            certificate.NotBefore,
            certificate.NotAfter,
            certificate.Sha256Fingerprint,
            Math.Max(0, (int)(certificate.NotAfter - now).TotalDays))
        : null;

    // Below a second it is measuring noise, and noise must not be written again and again.
    private static GoDuration? SkewOf(EngineSnapshot engine, GoDuration? recorded)
    {
        if (engine.LastSeen is null)
        {
            return recorded;
        }

        var moved = (engine.ClockSkew - (recorded?.ToTimeSpan() ?? TimeSpan.Zero)).Duration() >= SkewStep * 2;
        return recorded is not null && !moved ? recorded : GoDuration.FromSeconds((long)Math.Truncate(engine.ClockSkew.TotalSeconds));
    }

    private static HostResources Write(Resources resources) => new(Quantity.FromNanoCpus(resources.NanoCpus), Quantity.FromBytes(resources.Memory));
}
