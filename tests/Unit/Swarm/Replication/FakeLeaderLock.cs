using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mooring.Discovery;
using Mooring.Discovery.Leadership;

namespace Mooring.Tests.Unit.Swarm.Replication;

/// <summary>A leader lock in memory, which several elections share and a test can take away.</summary>
internal sealed class FakeLeaderLock(TimeProvider clock) : ILeaderLock, IDisposable
{
    private readonly SemaphoreSlim _free = new(1, 1);
    private readonly Lock _gate = new();
    private readonly List<Channel<string?>> _watchers = [];
    private HeldLock? _held;
    private string? _leader;

    /// <summary>Makes every call fail, as a store that is down does.</summary>
    public bool Down { get; set; }

    public async Task<HeldLock> AcquireAsync(string value, CancellationToken ct)
    {
        if (Down)
        {
            throw new DiscoveryException("the store is down");
        }

        await _free.WaitAsync(ct);
        _held = HeldLock.Start(TimeSpan.FromDays(1), clock.GetTimestamp(), clock, (_, stop) => Task.Delay(Timeout.InfiniteTimeSpan, clock, stop), _ =>
        {
            Announce(null);
            _free.Release();
            return Task.CompletedTask;
        });
        Announce(value);
        return _held;
    }

    public async IAsyncEnumerable<string?> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateUnbounded<string?>();
        lock (_gate)
        {
            channel.Writer.TryWrite(_leader);
            _watchers.Add(channel);
        }

        await foreach (var leader in channel.Reader.ReadAllAsync(ct))
        {
            yield return leader;
        }
    }

    /// <summary>The store takes the lock from its holder.</summary>
    public void TakeAway() => _held!.Lose();

    /// <summary>Tells watchers of a leader.</summary>
    public void Announce(string? leader)
    {
        lock (_gate)
        {
            _leader = leader;
            _watchers.ForEach(watcher => watcher.Writer.TryWrite(leader));
        }
    }

    public void Dispose() => _free.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
