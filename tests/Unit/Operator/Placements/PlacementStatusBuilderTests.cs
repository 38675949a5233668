using Mooring.Api;
using Mooring.Operator.Placements;

namespace Mooring.Tests.Unit.Operator.Placements;

public sealed class PlacementStatusBuilderTests
{
    [Fact]
    public void Failure_of_a_wanted_replica_is_told_with_node_and_image()
    {
        var ready = Ready(new World().Node("a").Failed("1", "a", TimeSpan.FromSeconds(4)));

        Assert.Equal((ConditionStatus.False, Reasons.ImagePullFailed), (ready.Status, ready.Reason));
        Assert.StartsWith("on a: image web:1: no such image", ready.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_of_a_replica_that_is_no_longer_wanted_is_not_told() =>
        Assert.Equal(ConditionStatus.True, Ready(new World().Node("a").Container("1", "a").Failed("2", "a", TimeSpan.FromSeconds(4))).Status);

    [Fact]
    public void Failure_of_a_template_that_was_taken_back_is_not_told()
    {
        var world = new World().Node("a").Failed("1", "a", TimeSpan.FromSeconds(4));
        world.Placement = world.Placement with { Spec = world.Placement.Spec with { Template = new("web:0") } };

        var status = Status(world.Container("1", "a"));

        Assert.Equal(ConditionStatus.True, status.Conditions.Single(condition => condition.Type == ConditionTypes.Ready).Status);
        Assert.Null(Assert.Single(status.Containers).Message);
    }

    private static V1Condition Ready(World world) => Status(world).Conditions.Single(condition => condition.Type == ConditionTypes.Ready);

    private static PlacementStatus Status(World world) => PlacementStatusBuilder.Build(world.See(), world.Plan());
}
