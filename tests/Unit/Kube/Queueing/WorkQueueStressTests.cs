using System.Collections.Concurrent;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Kube.Queueing;

namespace Mooring.Tests.Unit.Kube.Queueing;

public sealed class WorkQueueStressTests
{
    [Fact]
    public async Task Many_takers_never_share_a_key_and_miss_none()
    {
        using var queue = new WorkQueue<int>(TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var inWork = new ConcurrentDictionary<int, bool>();
        var wanted = new int[20];
        var seen = new int[20];
        var shared = 0;
        var takers = Enumerable.Range(0, 8).Select(taker => Task.Run(async () =>
        {
            await foreach (var key in queue.TakeAllAsync(stop.Token))
            {
                shared += inWork.TryAdd(key, true) ? 0 : 1;
                // What was wanted before the work began must be seen by it.
                seen[key] = Volatile.Read(ref wanted[key]);
                await Task.Yield();
                inWork.TryRemove(key, out _);
                queue.Done(key);
            }
        })).ToList();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(adder => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var key = (i * 7 + adder) % wanted.Length;
                Interlocked.Increment(ref wanted[key]);
                queue.Add(key, i % 3 == 0 ? Urgency.Routine : Urgency.Changed);
            }
        })));
        await Fakes.Eventually.TrueAsync(() => wanted.SequenceEqual(seen) && queue.Length == 0 && inWork.IsEmpty);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(takers));

        Assert.Equal(0, shared);
    }

    [Fact]
    public void Backoff_grows_and_stays_within_its_bounds() => Prop.ForAll(
        ArbMap.Default.ArbFor<PositiveInt>(),
        ArbMap.Default.ArbFor<NonNegativeInt>(),
        (failures, scatter) =>
        {
            var random = scatter.Get % 1000 / 1000.0;
            var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), () => random, Jitter: 0.2);
            var (delay, next) = (backoff.DelayFor(failures.Get), backoff.DelayFor(failures.Get + 1));
            return delay >= TimeSpan.FromMilliseconds(80) && delay <= TimeSpan.FromMinutes(5) && next >= delay;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Backoff_doubles_to_the_cap()
    {
        var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), () => 0);

        Assert.Equal([0, 1, 2, 4, 8, 10, 10], new[] { 0, 1, 2, 3, 4, 5, 5000 }.Select(n => (int)backoff.DelayFor(n).TotalSeconds));
    }
}
