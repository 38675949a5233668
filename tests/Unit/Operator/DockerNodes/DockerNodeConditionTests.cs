using Mooring.Api;
using Mooring.Engine;
using Mooring.Fleet.Snapshots;
using Mooring.Kube.Objects;
using Mooring.Operator.DockerNodes;
using Mooring.Operator.Engines;

namespace Mooring.Tests.Unit.Operator.DockerNodes;

/// <summary>What a node's conditions say of an engine that was never reached.</summary>
public sealed class DockerNodeConditionTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uri Endpoint = new("tcp://10.0.0.1:2375");
    private static readonly EngineSnapshot Untried = new("default/web", Endpoint);

    public static TheoryData<string, EngineSnapshot?, string, string> Cases => new()
    {
        { "not in the fleet yet", null, ConditionStatus.Unknown, Reasons.Pending },
        { "not tried yet", Untried, ConditionStatus.Unknown, Reasons.Pending },
        { "failed once", Failed(ConnectionFault.Refused, down: false), ConditionStatus.Unknown, Reasons.Pending },
        { "failed up to the threshold", Failed(ConnectionFault.Refused, down: true), ConditionStatus.False, Reasons.Refused },
        { "wants TLS", Failed(ConnectionFault.TlsOnPlainPort, down: true), ConditionStatus.False, Reasons.TlsRequired },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Ready_tells_a_first_try_from_an_engine_that_is_away_when(string name, EngineSnapshot? engine, string status, string reason)
    {
        var ready = Build(engine).Find(ConditionTypes.Ready)!;

        Assert.Equal((name, status, reason), (name, ready.Status, ready.Reason));
    }

    [Fact]
    public void Engine_that_wants_tls_is_not_called_insecure() =>
        Assert.Equal(Reasons.TlsRequired, Build(Failed(ConnectionFault.TlsOnPlainPort, down: true)).Find(ConditionTypes.TlsReady)!.Reason);

    [Fact]
    public void Nothing_is_decided_until_the_first_try_or_list_is_over()
    {
        Assert.True(Seen(null).Undecided);
        Assert.True(Seen(Untried).Undecided);
        Assert.True(Seen(Untried with { State = EngineState.Healthy }).Undecided);
        Assert.False(Seen(Untried with { State = EngineState.Healthy, IsSynced = true }).Undecided);
        Assert.False(Seen(Failed(ConnectionFault.Refused, down: false)).Undecided);
    }

    private static EngineSnapshot Failed(ConnectionFault fault, bool down) =>
        Untried with { LastError = new DockerConnectionException(fault, "why"), IsDown = down, ConsecutiveFailures = 1 };

    private static IReadOnlyList<V1Condition> Build(EngineSnapshot? engine) => DockerNodeConditions.Build(Seen(engine), new DockerNodePlan([]), Noon);

    private static DockerNodeObservation Seen(EngineSnapshot? engine) => new(
        new DockerNode(new V1ObjectMeta("web", "default"), new DockerNodeSpec(Endpoint.OriginalString)), [], new EngineTarget.Connection(Endpoint, null), engine, [], []);
}
