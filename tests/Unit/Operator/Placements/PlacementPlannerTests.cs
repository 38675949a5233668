using Mooring.Api;
using Mooring.Operator.Placements;

namespace Mooring.Tests.Unit.Operator.Placements;

public sealed class PlacementPlannerTests
{
    [Fact]
    public void Finalizer_comes_before_anything_else()
    {
        var world = new World().Node("a");
        world.Placement = world.Placement with { Metadata = world.Placement.Metadata with { Finalizers = [] } };

        Assert.Equal("AddFinalizer", world.Steps());
    }

    [Fact]
    public void Replicas_are_spread_over_the_nodes() =>
        Assert.Equal("create 1 on a; create 2 on b; create 3 on a", new World(3).Node("a").Node("b").Steps());

    [Fact]
    public void Constraints_pick_the_node() =>
        Assert.Equal("create 1 on b", new World(1, "zone==external").Node("a", zone: "internal").Node("b", zone: "external").Steps());

    [Fact]
    public void Nothing_is_created_while_a_node_has_not_been_looked_at()
    {
        var plan = new World().Node("a").Node("b", NodeSight.Unseen).Plan();

        Assert.Equal((PlacementPhase.Looking, 0), (plan.Phase, plan.Steps.Count));
        Assert.Contains("b", plan.Waiting, StringComparison.Ordinal);
    }

    [Fact]
    public void Unplaceable_replica_is_explained_and_the_others_are_placed()
    {
        var world = new World(2);
        world.Placement = world.Placement with { Spec = world.Placement.Spec with { Template = new("web:1", Ports: [new(80, HostPort: 80)]) } };
        var plan = world.Node("a").Plan();

        Assert.Equal([new PlacementStep.Create("1", "a")], plan.Steps);
        Assert.Equal("0/1 nodes fit: 1 port 80/tcp taken by web on a", plan.Refused?.Sentence);
    }

    [Theory]
    [InlineData("exited")]
    [InlineData("created")]
    [InlineData("paused")]
    public void Container_that_does_not_run_is_started(string state) =>
        Assert.Equal("start 1 on a", new World().Node("a").Container("1", "a", state).Steps());

    [Fact]
    public void Container_that_keeps_ending_waits_longer_each_time()
    {
        var plan = new World().Node("a").Container("1", "a", "exited").Restarted("1", 3).Plan();

        Assert.Empty(plan.Steps);
        Assert.Equal(TimeSpan.FromSeconds(20), plan.NextLook);
    }

    [Fact]
    public void Removed_container_is_created_again() =>
        Assert.Equal("create 2 on b", new World(2).Node("a").Node("b").Container("1", "a").Steps());

    [Fact]
    public void Slot_under_work_is_left_alone() =>
        Assert.Equal("", new World().Node("a").Node("b").Runs("1", "a").Steps());

    [Fact]
    public void Failed_slot_waits_for_its_retry()
    {
        var plan = new World().Node("a").Failed("1", "a", TimeSpan.FromSeconds(4)).Plan();

        Assert.Empty(plan.Steps);
        Assert.Equal(TimeSpan.FromSeconds(4), plan.NextLook);
    }

    [Fact]
    public void Scaling_down_removes_the_highest_slots() =>
        Assert.Equal("remove 3 on a", new World(2).Node("a").Node("b").Container("1", "a").Container("2", "b").Container("3", "a").Steps());

    [Fact]
    public void Template_change_replaces_one_at_a_time() =>
        Assert.Equal(
            "replace 1 on a by a",
            new World(2).Node("a").Node("b").Container("1", "a", revision: World.Old).Container("2", "b", revision: World.Old).Steps());

    [Fact]
    public void Rollout_waits_until_the_successor_is_healthy() =>
        Assert.Equal(
            "",
            new World(2).Node("a").Node("b").Container("1", "a", health: "starting").Container("2", "b", revision: World.Old).Steps());

    [Fact]
    public void Failed_revision_is_not_let_near_another_replica() =>
        Assert.Equal(
            "",
            new World(2).Node("a").Node("b").Container("1", "a", revision: World.Old).Container("2", "b", revision: World.Old).Failed("1", "a", TimeSpan.FromSeconds(9)).Steps());

    [Fact]
    public void Outdated_container_is_kept_alive_while_its_successor_fails() =>
        Assert.Equal(
            "start 1 on a",
            new World().Node("a").Container("1", "a", "exited", World.Old).Failed("1", "a", TimeSpan.FromSeconds(9)).Steps());

    [Fact]
    public void Paused_placement_is_repaired_but_not_rolled_out()
    {
        var world = new World(2).Node("a").Container("1", "a", revision: World.Old);
        world.Placement = world.Placement with { Spec = world.Placement.Spec with { Paused = true } };

        Assert.Equal("create 2 on a", world.Steps());
    }

    [Fact]
    public void Container_on_a_node_that_does_not_answer_is_waited_for() =>
        Assert.Equal("", new World().Node("a").Node("b", NodeSight.Unreachable, TimeSpan.FromMinutes(1)).Container("1", "b").Steps());

    [Fact]
    public void Container_of_a_node_that_is_away_for_too_long_is_created_elsewhere() =>
        Assert.Equal("create 1 on a", new World().Node("a").Node("b", NodeSight.Unreachable, TimeSpan.FromMinutes(6)).Container("1", "b").Steps());

    [Fact]
    public void Older_copy_goes_when_its_node_returns() =>
        Assert.Equal(
            "remove 1 on b",
            new World().Node("a").Node("b").Container("1", "b", age: TimeSpan.FromHours(2)).Container("1", "a", age: TimeSpan.FromMinutes(1)).Steps());

    [Fact]
    public void Ready_copy_stays_while_the_newer_one_is_not_ready() =>
        Assert.Equal(
            "remove 1 on a",
            new World().Node("a").Node("b").Container("1", "b", age: TimeSpan.FromHours(2)).Container("1", "a", "created", age: TimeSpan.FromMinutes(1)).Steps());

    [Fact]
    public void Draining_node_is_emptied() =>
        Assert.Equal(
            "replace 1 on a by b",
            new World().Node("a", availability: Mooring.Scheduling.Views.Availability.Drain).Node("b").Container("1", "a").Steps());

    [Fact]
    public void Node_that_no_longer_meets_a_constraint_is_left() =>
        Assert.Equal(
            "replace 1 on a by b",
            new World(1, "zone==external").Node("a", zone: "internal").Node("b", zone: "external").Container("1", "a").Steps());

    [Fact]
    public void Global_placement_has_one_container_on_each_active_node()
    {
        var world = new World().Node("a").Node("b").Node("c", availability: Mooring.Scheduling.Views.Availability.Pause);
        world.Placement = world.Placement with { Spec = world.Placement.Spec with { Mode = PlacementMode.Global } };

        Assert.Equal("create a on a; create b on b", world.Steps());
    }

    [Fact]
    public void Deleted_placement_takes_its_containers_along()
    {
        var world = Deleted(new World(2).Node("a").Node("b").Container("1", "a").Container("2", "b"));

        Assert.Equal("remove 1 on a; remove 2 on b", world.Steps());
    }

    [Fact]
    public void Deleted_placement_goes_when_its_containers_are_gone() =>
        Assert.Equal("RemoveFinalizer", Deleted(new World().Node("a")).Steps());

    [Fact]
    public void Deleted_placement_waits_for_a_node_that_holds_its_container()
    {
        var plan = Deleted(new World().Node("a", NodeSight.Unreachable).Container("1", "a")).Plan();

        Assert.Empty(plan.Steps);
        Assert.Contains("a does not answer", plan.Waiting, StringComparison.Ordinal);
    }

    [Fact]
    public void Failed_removal_of_a_deleted_placement_waits_and_says_why()
    {
        var plan = Deleted(new World().Node("a").Container("1", "a", id: "c1").Failed("1/c1", "a", TimeSpan.FromSeconds(4))).Plan();

        Assert.Empty(plan.Steps);
        Assert.Equal(TimeSpan.FromSeconds(4), plan.NextLook);
        Assert.Contains("no such image", plan.Waiting, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_is_forgotten_when_its_slot_is_right_or_gone()
    {
        var world = new World(1).Node("a").Container("1", "a").Failed("1", "a", TimeSpan.Zero).Failed("2", "a", TimeSpan.Zero).Failed("3/gone", "a", TimeSpan.Zero);

        Assert.Equal(["1", "2", "3/gone"], PlacementPlanner.Settled(world.See(), world.Plan()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Failure_is_remembered_while_its_slot_is_empty()
    {
        var world = new World(1).Node("a").Failed("1", "a", TimeSpan.FromSeconds(1));

        Assert.Empty(PlacementPlanner.Settled(world.See(), world.Plan()));
    }

    [Fact]
    public void Refused_placement_looks_again_by_itself()
    {
        var plan = new World(1, "zone==nowhere").Node("a", zone: "internal").Plan();

        Assert.Equal(TimeSpan.FromSeconds(20), plan.NextLook);
    }

    private static World Deleted(World world)
    {
        world.Placement = world.Placement with { Metadata = world.Placement.Metadata with { DeletionTimestamp = World.Noon } };
        return world;
    }
}
