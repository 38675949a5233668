using Mooring.Kube.Queueing;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Kube.Queueing;

public sealed class WorkQueueTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly WorkQueue<string> _queue;
    private readonly IAsyncEnumerator<string> _taker;

    public WorkQueueTests()
    {
        _queue = new(_clock);
        _taker = _queue.TakeAllAsync(CancellationToken.None).GetAsyncEnumerator();
    }

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Key_added_often_is_taken_once()
    {
        _queue.Add("a");
        _queue.Add("a");
        _queue.Add("a", Urgency.Routine);

        Assert.Equal("a", await TakeAsync());
        _queue.Done("a");
        Assert.Equal(0, _queue.Length);
    }

    [Fact]
    public async Task Key_added_during_its_work_is_taken_again_afterwards()
    {
        _queue.Add("a");
        await TakeAsync();

        _queue.Add("a");
        Assert.Equal(0, _queue.Length);
        _queue.Done("a");

        Assert.Equal("a", await TakeAsync());
    }

    [Fact]
    public async Task Keys_leave_in_the_order_they_came_and_changes_before_routine()
    {
        _queue.Add("r1", Urgency.Routine);
        _queue.Add("r2", Urgency.Routine);
        _queue.Add("c1");
        _queue.Add("c2");

        Assert.Equal(["c1", "c2", "r1", "r2"], [await TakeAsync(), await TakeAsync(), await TakeAsync(), await TakeAsync()]);
    }

    [Fact]
    public async Task Routine_key_that_changes_overtakes_and_leaves_no_copy()
    {
        _queue.Add("a", Urgency.Routine);
        _queue.Add("b", Urgency.Routine);
        _queue.Add("b");
        Assert.Equal(2, _queue.Length);

        Assert.Equal(["b", "a"], [await TakeAsync(), await TakeAsync()]);
        _queue.Done("b");
        _queue.Done("a");
        _queue.Add("c", Urgency.Routine);
        Assert.Equal("c", await TakeAsync());
        Assert.Equal(0, _queue.Length);
    }

    [Fact]
    public async Task Delayed_key_comes_when_its_time_has_come()
    {
        _queue.Add("a", TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, _queue.Length);

        _clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal("a", await TakeAsync());
    }

    [Fact]
    public async Task Delay_may_be_longer_than_a_timer_can_count()
    {
        using var real = new WorkQueue<string>(TimeProvider.System);
        real.Add("a", TimeSpan.FromDays(400));
        real.Add("b", TimeSpan.MaxValue);
        _queue.Add("a", TimeSpan.FromDays(400));

        _clock.Advance(TimeSpan.FromDays(399.9));
        Assert.Equal(0, _queue.Length);
        _clock.Advance(TimeSpan.FromDays(0.2));

        Assert.Equal("a", await TakeAsync());
    }

    [Fact]
    public async Task Giving_back_what_was_not_taken_does_nothing()
    {
        _queue.Add("a");
        _queue.Done("a");
        await TakeAsync();
        _queue.Done("a");
        _queue.Done("a");
        _queue.Add("b");

        Assert.Equal("b", await TakeAsync());
        Assert.Equal(0, _queue.Length);
    }

    [Fact]
    public async Task Earliest_of_several_delays_counts()
    {
        _queue.Add("a", TimeSpan.FromSeconds(10));
        _queue.Add("a", TimeSpan.FromSeconds(2));
        _queue.Add("a", TimeSpan.FromSeconds(5));

        _clock.Advance(TimeSpan.FromSeconds(2.1));
        Assert.Equal("a", await TakeAsync());
        _queue.Done("a");
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, _queue.Length);
    }

    [Fact]
    public async Task Taking_a_key_ends_its_delay()
    {
        _queue.Add("a", TimeSpan.FromSeconds(10));
        _queue.Add("a");
        await TakeAsync();
        _queue.Done("a");

        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, _queue.Length);
    }

    [Fact]
    public async Task Delay_given_during_the_work_holds()
    {
        _queue.Add("a");
        await TakeAsync();
        _queue.Add("a", TimeSpan.FromSeconds(3));
        _queue.Done("a");

        _clock.Advance(TimeSpan.FromSeconds(3.1));

        Assert.Equal("a", await TakeAsync());
    }

    [Fact]
    public void Failures_are_counted_by_key_until_forgotten()
    {
        Assert.Equal((1, 2, 1), (_queue.CountFailure("a"), _queue.CountFailure("a"), _queue.CountFailure("b")));

        _queue.Forget("a");

        Assert.Equal((1, 2), (_queue.CountFailure("a"), _queue.CountFailure("b")));
    }

    [Fact]
    public async Task Waiting_taker_gets_the_next_key()
    {
        var waiting = _taker.MoveNextAsync();
        Assert.False(waiting.IsCompleted);

        _queue.Add("a");

        Assert.True(await waiting);
        Assert.Equal("a", _taker.Current);
    }

    [Fact]
    public async Task Unfinished_work_shows_its_age()
    {
        _queue.Add("a");
        _queue.Add("b");
        await TakeAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));
        await TakeAsync();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(4)), _queue.Unfinished);
    }

    private async Task<string> TakeAsync()
    {
        Assert.True(await _taker.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5)));
        return _taker.Current;
    }
}
