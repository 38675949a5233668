using System.Globalization;
using Mooring.Api;
using Mooring.Fleet.Snapshots;
using Mooring.Operator.Engines;

namespace Mooring.Operator.DockerNodes;

/// <summary>Judges a DockerNode. Pure: says what is wrong, where, and what to do.</summary>
public static class DockerNodeConditions
{
    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(7);

    /// <summary>Every condition of the kind, without transition times.</summary>
    public static IReadOnlyList<V1Condition> Build(DockerNodeObservation seen, DockerNodePlan plan, DateTimeOffset now)
    {
        var reachable = Reachable(seen);
        var tls = TlsReady(seen, now);
        var ready = Ready(seen, plan, reachable, tls);
        List<V1Condition> conditions =
        [
            reachable,
            tls,
            ready,
            Schedulable(seen, ready),
            Bootstrapped(seen.Node),
            new(ConditionTypes.Registered, ConditionStatus.Unknown, Reasons.NotRequested, "no discovery store is asked for"),
        ];
        if (seen.Twins.Count > 0)
        {
            conditions.Add(new(ConditionTypes.IdentityConflict, ConditionStatus.True, Reasons.SameEngine, TwinsMessage(seen)));
        }

        if (seen.Errors.Count > 0)
        {
            conditions.Add(ready with { Type = ConditionTypes.Stalled, Status = ConditionStatus.True });
        }
        else if (seen.Deleting || reachable.Reason is Reasons.Probing)
        {
            conditions.Add(new(ConditionTypes.Reconciling, ConditionStatus.True, seen.Deleting ? Reasons.Deleting : Reasons.InProgress, ready.Message));
        }

        return conditions;
    }

    private static V1Condition Reachable(DockerNodeObservation seen)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Reachable, status, reason, message);
        return (seen.Target, seen.Engine) switch
        {
            (EngineTarget.Blocked blocked, _) => Is(ConditionStatus.Unknown, Reasons.NotTried, blocked.Message),
            (_, { State: EngineState.Healthy, Facts: { } facts }) => Is(ConditionStatus.True, Reasons.Connected,
                $"Docker {facts.Version} at {seen.Node.Spec.Endpoint} answers, API {facts.ApiVersion}"),
            (_, { LastError: { } error, IsDown: true }) => Is(ConditionStatus.False, EngineFaults.ReasonOf(error), error.Message),
            (_, { LastError: { } error }) => Is(ConditionStatus.Unknown, Reasons.Probing, $"the first contact failed, another follows: {error.Message}"),
            _ => Is(ConditionStatus.Unknown, Reasons.Probing, $"the first contact with {seen.Node.Spec.Endpoint} is being made"),
        };
    }

    private static V1Condition TlsReady(DockerNodeObservation seen, DateTimeOffset now)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.TlsReady, status, reason, message);
        switch (seen)
        {
            case { Target: EngineTarget.Blocked blocked }:
                return Is(ConditionStatus.False, blocked.Reason, blocked.Message);
            case { Engine: { LastError: { } error, State: not EngineState.Healthy } } when EngineFaults.IsTls(error):
                return Is(ConditionStatus.False, EngineFaults.ReasonOf(error), error.Message);
            case { Target: EngineTarget.Connection { Credentials: null, Endpoint.Scheme: "unix" } }:
                return Is(ConditionStatus.True, Reasons.LocalSocket, "a unix socket needs no TLS");
            case { Target: EngineTarget.Connection { Credentials: null } }:
                return Is(ConditionStatus.False, Reasons.InsecurePlainTcp,
                    $"spec.tls.mode is Disabled: whoever reaches {seen.Node.Spec.Endpoint} is root on the host; switch on TLS at the engine and set spec.tls.mode to Provided");
            case { Engine: { State: EngineState.Healthy, Certificate: { } certificate } }:
                var until = certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                var (reason, what) = seen.Node.Spec.Tls?.PinnedSHA256 is null ? (Reasons.Verified, "verified against ca.crt") : (Reasons.Pinned, "the pinned one");
                return certificate.NotAfter - now < ExpiresSoon
                    ? Is(ConditionStatus.True, Reasons.CertificateExpiring, $"certificate {certificate.Subject} ends on {until}; renew it and restart the engine")
                    : Is(ConditionStatus.True, reason, $"certificate {certificate.Subject} is {what} and valid until {until}");
            default:
                return Is(ConditionStatus.Unknown, Reasons.Pending, "not known while the engine does not answer");
        }
    }

    private static V1Condition Ready(DockerNodeObservation seen, DockerNodePlan plan, V1Condition reachable, V1Condition tls)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Ready, status, reason, message);
        return seen switch
        {
            { Deleting: true } => Is(ConditionStatus.False, Reasons.Deleting, plan.Waiting ?? "the node is being let go"),
            { Errors.Count: > 0 } => Is(ConditionStatus.False, Reasons.Invalid, string.Join("; ", seen.Errors)),
            { Target: EngineTarget.Blocked } => Is(ConditionStatus.False, tls.Reason, tls.Message),
            { Twins.Count: > 0 } => Is(ConditionStatus.False, Reasons.SameEngine, TwinsMessage(seen)),
            { Engine: { State: EngineState.Healthy, IsSynced: false } } => Is(ConditionStatus.Unknown, Reasons.Pending, "its containers are being listed"),
            _ when reachable.Status == ConditionStatus.True => Is(ConditionStatus.True, Reasons.Ready, reachable.Message),
            _ => Is(reachable.Status, reachable.Reason is Reasons.Probing ? Reasons.Pending : reachable.Reason, reachable.Message),
        };
    }

    private static V1Condition Schedulable(DockerNodeObservation seen, V1Condition ready)
    {
        V1Condition Is(string status, string reason, string message) => new(ConditionTypes.Schedulable, status, reason, message);
        return seen switch
        {
            { Twins.Count: > 0 } => Is(ConditionStatus.False, Reasons.SameEngine, TwinsMessage(seen)),
            _ when ready.Status != ConditionStatus.True => Is(ConditionStatus.False, Reasons.NotReady, ready.Message),
            { Node.Spec.Availability: Availability.Pause } => Is(ConditionStatus.False, Reasons.Paused, "spec.availability is Pause: what runs stays, nothing new comes"),
            { Node.Spec.Availability: Availability.Drain, Ours.Count: > 0 } => Is(ConditionStatus.False, Reasons.Draining, $"{seen.Ours.Count} containers are left to move away"),
            { Node.Spec.Availability: Availability.Drain } => Is(ConditionStatus.False, Reasons.Drained, "no container of a Placement is left"),
            _ => Is(ConditionStatus.True, Reasons.Active, "it takes containers"),
        };
    }

    private static V1Condition Bootstrapped(DockerNode node) => node.Spec.Bootstrap is null && node.Spec.Firewall is null
        ? new(ConditionTypes.Bootstrapped, ConditionStatus.Unknown, Reasons.NotRequested, "spec.bootstrap and spec.firewall are not set: the host is prepared by hand")
        : new(ConditionTypes.Bootstrapped, ConditionStatus.False, Reasons.Unsupported, "this version of Mooring does not prepare hosts: remove spec.bootstrap and spec.firewall, and prepare the host by hand");

    private static string TwinsMessage(DockerNodeObservation seen) =>
        $"{string.Join(", ", seen.Twins)} shows the same engine {seen.Engine?.Facts?.ID}; delete one of them, or on a cloned host remove /etc/docker/key.json and restart its engine";
}
