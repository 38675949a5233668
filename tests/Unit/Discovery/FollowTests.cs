using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Discovery;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Discovery;

public sealed class FollowTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Following_goes_on_after_failures_with_growing_pauses_up_to_the_heartbeat()
    {
        var script = new Script(["a:1"], null, null, null, ["b:2"]);
        await using var lists = Follow(script, TimeSpan.FromSeconds(3));
        Assert.True(await lists.MoveNextAsync());

        var next = lists.MoveNextAsync().AsTask();
        foreach (var pause in (double[])[1, 2, 3])
        {
            await Eventually.TrueAsync(() => _clock.Timers == 1);
            _clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            Assert.Equal(1, _clock.Timers);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(["b:2"], lists.Current);
    }

    [Fact]
    public async Task Equal_lists_are_yielded_once()
    {
        await using var lists = Follow(new(["a:1"], ["a:1"], ["b:2"]), TimeSpan.FromSeconds(3));

        Assert.True(await lists.MoveNextAsync());
        Assert.True(await lists.MoveNextAsync());
        Assert.Equal(["b:2"], lists.Current);
    }

    private IAsyncEnumerator<IReadOnlyList<string>> Follow(Script script, TimeSpan heartbeat) =>
        script.FollowAsync(heartbeat, _clock, NullLogger.Instance, CancellationToken.None).GetAsyncEnumerator();

    /// <summary>Yields the lists in order; a null is a failure that ends the watch.</summary>
    private sealed class Script(params string[]?[] steps) : IDiscovery
    {
        private int _at;

        public Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct) => Task.CompletedTask;

        public Task DeregisterAsync(string address, CancellationToken ct) => Task.CompletedTask;

        public Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([]);

        public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
        {
            while (_at < steps.Length)
            {
                yield return steps[_at++] ?? throw new DiscoveryException("down");
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
