using Mooring.Fleet.Changes;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Fleet;

/// <summary>What readers of changes are told.</summary>
public sealed class FleetChangeTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Reader_first_gets_what_is_there_then_what_changes()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        var id = await fixture.RunAsync("web");
        await Eventually.TrueAsync(() => fixture.Container(id)?.State == "running");
        using var deadline = new CancellationTokenSource(Deadline);
        await using var changes = fixture.Fleet.ChangesAsync(deadline.Token).GetAsyncEnumerator();

        Assert.True(await changes.MoveNextAsync());
        Assert.Null(changes.Current.Before);
        Assert.Equal(id, Assert.Single(changes.Current.Containers).ID);
        Assert.Equal("p1", changes.Current.Containers[0].Label("mooring.dev/placement"));

        fixture.Engine.Die("web", 3);
        var change = await UntilAsync(changes, one => one.Containers.Any(container => container.After?.State == "exited"));
        Assert.Equal("running", Assert.Single(change.Containers).Before?.State);

        fixture.Engine.Remove(fixture.Engine.Find("web"), false);
        change = await UntilAsync(changes, one => one.Containers.Any(container => container.After is null));
        Assert.Equal("exited", Assert.Single(change.Containers).Before?.State);

        await fixture.Fleet.RemoveAsync("e1", default);
        Assert.Null((await UntilAsync(changes, one => one.After is null)).After);
    }

    [Fact]
    public async Task Slow_reader_gets_several_changes_as_one_and_ends_up_right()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var changes = fixture.Fleet.ChangesAsync(deadline.Token).GetAsyncEnumerator();
        await changes.MoveNextAsync();

        for (var i = 0; i < 20; i++)
        {
            await fixture.RunAsync($"web{i}");
        }

        await Eventually.TrueAsync(() => fixture.Now.Containers.Values.Count(container => container.State == "running") == 20);
        var change = await UntilAsync(changes, one => one.After!.Containers.Count == 20);
        Assert.Equal(20, change.Containers.Count);
    }

    [Fact]
    public async Task Probes_of_a_healthy_engine_are_no_news()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var changes = fixture.Fleet.ChangesAsync(deadline.Token).GetAsyncEnumerator();
        await changes.MoveNextAsync();
        var next = changes.MoveNextAsync();
        var pings = fixture.Engine.Requests.Count("GET /_ping");

        await Eventually.TrueAsync(() => fixture.Engine.Requests.Count("GET /_ping") > pings + 5);

        Assert.False(next.IsCompleted);
        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    [Fact]
    public async Task Events_of_all_engines_are_told_as_they_come()
    {
        await using var fixture = await FleetFixture.StartSyncedAsync();
        using var deadline = new CancellationTokenSource(Deadline);
        await using var events = fixture.Fleet.EventsAsync(deadline.Token).GetAsyncEnumerator();
        var next = events.MoveNextAsync();

        await fixture.RunAsync("web");

        Assert.True(await next);
        Assert.Equal(("e1", "create"), (events.Current.Key, events.Current.Message.Action));
    }

    private static async Task<FleetChange> UntilAsync(IAsyncEnumerator<FleetChange> changes, Func<FleetChange, bool> wanted)
    {
        while (await changes.MoveNextAsync())
        {
            if (wanted(changes.Current))
            {
                return changes.Current;
            }
        }

        throw new InvalidOperationException("The changes ended.");
    }
}
