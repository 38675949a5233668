using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Swarm.Replication;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Swarm.Replication;

public sealed class ElectionTests : IAsyncLifetime, IDisposable
{
    private readonly FakeLeaderLock _lock = new(TimeProvider.System);
    private readonly CancellationTokenSource _stopFirst = new();
    private readonly CancellationTokenSource _stopSecond = new();
    private readonly ManualClock _clock = new();
    private readonly Election _first;
    private readonly Election _second;
    private Task _running = Task.CompletedTask;

    public ElectionTests()
    {
        _first = Create("a:1");
        _second = Create("b:2");
    }

    public async Task InitializeAsync()
    {
        var first = _first.RunAsync(_stopFirst.Token);
        await Eventually.TrueAsync(() => _first.CurrentLease is not null);
        _running = Task.WhenAll(first, _second.RunAsync(_stopSecond.Token));
        await Eventually.TrueAsync(() => _second.Leader.Address == "a:1");
    }

    public async Task DisposeAsync()
    {
        await _stopFirst.CancelAsync();
        await _stopSecond.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _stopFirst.Dispose();
        _stopSecond.Dispose();
        _lock.Dispose();
    }

    [Fact]
    public void Only_the_holder_of_the_lock_may_write()
    {
        Assert.True(_first.Role.Primary);
        Assert.False(_second.Role.Primary);
        Assert.Equal("a:1", _second.Role.PrimaryAddress);
        Assert.Null(_second.CurrentLease);
    }

    [Fact]
    public async Task Another_leads_as_soon_as_the_primary_stops()
    {
        var (_, replaced) = _second.Leader;

        await _stopFirst.CancelAsync();

        await Eventually.TrueAsync(() => _second.Role.Primary);
        Assert.Null(_first.CurrentLease);
        await Eventually.TrueAsync(() => replaced.IsCancellationRequested);
    }

    [Fact]
    public void Right_to_write_ends_at_once_when_the_store_takes_the_lock()
    {
        var lease = _first.CurrentLease!;

        _lock.TakeAway();

        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.Null(_first.CurrentLease);
        Assert.False(_first.Role.Primary);
    }

    [Fact]
    public async Task Own_address_as_leader_without_the_lock_counts_as_none()
    {
        _lock.Announce("b:2");
        await Eventually.TrueAsync(() => _second.Leader.Address != "a:1");

        Assert.Equal("", _second.Role.PrimaryAddress);
        Assert.False(_second.Role.Primary);
    }

    [Fact]
    public async Task Campaign_goes_on_after_an_outage_of_the_store()
    {
        await _stopSecond.CancelAsync();
        _lock.Down = true;
        _lock.TakeAway();
        await Eventually.TrueAsync(() => _clock.Timers > 0);
        Assert.Null(_first.CurrentLease);

        _lock.Down = false;
        _clock.Advance(TimeSpan.FromSeconds(2));

        await Eventually.TrueAsync(() => _first.CurrentLease is not null);
    }

    private Election Create(string address) => new(_lock, address, _clock, new(1), NullLogger<Election>.Instance);
}
