using Mooring.Discovery;
using Mooring.Discovery.Leadership;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Discovery;

public sealed class HeldLockTests
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(10);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Lock_is_lost_before_its_time_to_live_has_passed()
    {
        await using var held = Start();

        _clock.Advance(TimeSpan.FromSeconds(8.9));
        Assert.False(held.Lost.IsCancellationRequested);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.True(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Renewal_counts_from_before_it_was_sent()
    {
        await using var held = Start();
        var sentAt = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(5));

        held.Renewed(sentAt);
        _clock.Advance(TimeSpan.FromSeconds(4));

        Assert.True(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Renewed_lock_stays_held()
    {
        await using var held = Start();
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            held.Renewed(_clock.GetTimestamp());
        }

        Assert.False(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Late_reply_does_not_bring_a_lock_back()
    {
        await using var held = Start();
        held.Renewed(_clock.GetTimestamp() - Ttl.Ticks);
        Assert.True(held.Lost.IsCancellationRequested);

        held.Renewed(_clock.GetTimestamp());
        Assert.True(held.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Release_tells_of_the_loss_first_and_happens_once()
    {
        HeldLock? held = null;
        var lostAtRelease = new List<bool>();
        held = Start(_ =>
        {
            lostAtRelease.Add(held!.Lost.IsCancellationRequested);
            return Task.CompletedTask;
        });

        await held.DisposeAsync();
        await held.DisposeAsync();

        Assert.Equal([true], lostAtRelease);
    }

    [Fact]
    public async Task Release_that_fails_is_left_to_the_time_to_live()
    {
        var held = Start(_ => throw new DiscoveryException("down"));

        await held.DisposeAsync();

        Assert.True(held.Lost.IsCancellationRequested);
    }

    private HeldLock Start(Func<CancellationToken, Task>? release = null) => HeldLock.Start(
        Ttl, _clock.GetTimestamp(), _clock, (_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, _clock, ct), release ?? (_ => Task.CompletedTask));
}
