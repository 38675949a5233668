using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Kube.Reconciling;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Reconciling;

public sealed class ControllerServiceTests : IAsyncLifetime, IDisposable, IReconciler
{
    private readonly ConcurrentQueue<ObjectKey> _seen = new();
    private readonly ObjectCache<Widget> _cache = new();
    private readonly Channel<ObjectKey> _keys = Channel.CreateUnbounded<ObjectKey>();
    private readonly SwitchedLeadership _leadership = new();
    private readonly ControllerService _controller;
    private Func<ObjectKey, CancellationToken, Task<ReconcileResult>> _reconcile = (_, _) => Task.FromResult<ReconcileResult>(new ReconcileResult.Done());

    public ControllerServiceTests()
    {
        var options = new ControllerOptions(2) { FirstRetry = TimeSpan.FromMilliseconds(5), Timeout = TimeSpan.FromMilliseconds(300) };
        _controller = new(
            "test",
            this,
            [KeySource.Of(_cache, change => change.Key.Name == "unmappable" ? throw new InvalidOperationException("bug") : [change.Key]), KeySource.Of(_keys.Reader.ReadAllAsync)],
            _leadership,
            options,
            TimeProvider.System,
            null,
            NullLogger<ControllerService>.Instance);
    }

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _controller.StopAsync(Limit);

    public void Dispose()
    {
        _controller.Dispose();
        _leadership.Dispose();
    }

    Task<ReconcileResult> IReconciler.ReconcileAsync(ObjectKey key, CancellationToken ct)
    {
        _seen.Enqueue(key);
        return _reconcile(key, ct);
    }

    [Fact]
    public async Task Nothing_is_reconciled_before_caches_are_ready_and_the_lease_is_held()
    {
        _keys.Writer.TryWrite(Key("a"));
        await _controller.StartAsync(Limit);
        _leadership.Gain();
        await Eventually.TrueAsync(() => _leadership.Inside == 1);
        Assert.Empty(_seen);

        Fill("b");

        await Eventually.TrueAsync(() => _seen.Count == 2);
        Assert.Equal([Key("a"), Key("b")], _seen.Order());
    }

    [Fact]
    public async Task Failing_object_is_tried_again_until_it_succeeds()
    {
        var failures = 3;
        _reconcile = (_, _) => failures-- > 0
            ? Result(new ReconcileResult.Retry(new(FaultKind.Transient, "not yet")))
            : Result(new ReconcileResult.Done());
        await StartAsync("a");

        await Eventually.TrueAsync(() => _seen.Count == 4);
    }

    [Fact]
    public async Task Exception_is_a_failure_of_that_object_alone()
    {
        var thrown = 0;
        _reconcile = (key, _) => key.Name == "bad" && thrown++ < 2 ? throw new InvalidOperationException("bug") : Result(new ReconcileResult.Done());
        await StartAsync("bad", "good");

        await Eventually.TrueAsync(() => _seen.Count(key => key.Name == "bad") == 3 && _seen.Contains(Key("good")));
    }

    [Fact]
    public async Task Refused_request_is_tried_again_no_sooner_than_the_server_wants()
    {
        var began = TimeProvider.System.GetTimestamp();
        var again = TimeSpan.Zero;
        _reconcile = (_, _) =>
        {
            if (_seen.Count == 1)
            {
                throw new KubernetesException(StatusReason.TooManyRequests, "busy") { RetryAfter = TimeSpan.FromMilliseconds(200) };
            }

            again = TimeProvider.System.GetElapsedTime(began);
            return Result(new ReconcileResult.Done());
        };
        await StartAsync("a");

        await Eventually.TrueAsync(() => again > TimeSpan.Zero);
        Assert.True(again >= TimeSpan.FromMilliseconds(195), $"{again}");
    }

    [Fact]
    public async Task Parked_object_waits_for_a_change()
    {
        _reconcile = (_, _) => Result(new ReconcileResult.Park(new(FaultKind.Invalid, "spec.size: wrong")));
        await StartAsync("a");
        await Eventually.TrueAsync(() => _seen.Count == 1);
        _keys.Writer.TryWrite(Key("other"));
        await Eventually.TrueAsync(() => _seen.Contains(Key("other")));
        Assert.Single(_seen, Key("a"));

        _cache.Observe(With("a", 20));

        await Eventually.TrueAsync(() => _seen.Count(key => key.Name == "a") == 2);
    }

    [Fact]
    public async Task Object_is_looked_at_again_after_the_time_it_asked_for()
    {
        _reconcile = (_, _) => Result(_seen.Count < 3 ? new ReconcileResult.After(TimeSpan.FromMilliseconds(20)) : new ReconcileResult.Done());
        await StartAsync("a");

        await Eventually.TrueAsync(() => _seen.Count == 3);
    }

    [Fact]
    public async Task Reconcile_that_takes_too_long_is_stopped_and_tried_again()
    {
        var stopped = 0;
        _reconcile = async (_, ct) =>
        {
            if (_seen.Count == 1)
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                }
                finally
                {
                    stopped++;
                }
            }

            return new ReconcileResult.Done();
        };
        await StartAsync("a");

        await Eventually.TrueAsync(() => _seen.Count == 2);
        Assert.Equal(1, stopped);
    }

    [Fact]
    public async Task Lost_lease_stops_all_work_before_the_term_is_left_and_a_new_one_begins_with_everything()
    {
        var running = 0;
        _reconcile = async (_, ct) =>
        {
            running++;
            try
            {
                await Task.Delay(_leadership.Gained > 1 ? TimeSpan.Zero : TimeSpan.FromMinutes(1), TimeProvider.System, ct);
            }
            finally
            {
                running--;
            }

            return new ReconcileResult.Done();
        };
        await StartAsync("a", "b");
        await Eventually.TrueAsync(() => running == 2);

        _leadership.Lose();
        await Eventually.TrueAsync(() => _leadership.Inside == 0);
        Assert.Equal(0, running);
        _seen.Clear();
        _leadership.Gain();

        await Eventually.TrueAsync(() => _seen.Distinct().Count() == 2 && running == 0);
    }

    [Fact]
    public async Task Change_whose_mapping_fails_is_passed_over()
    {
        await StartAsync("unmappable", "a");

        await Eventually.TrueAsync(() => _seen.Contains(Key("a")));
    }

    [Fact]
    public async Task Source_that_breaks_ends_the_controller()
    {
        using var broken = new ControllerService(
            "test", this, [KeySource.Of(BreakAsync)], new SoleLeader(), new(), TimeProvider.System, null, NullLogger<ControllerService>.Instance);
        await broken.StartAsync(Limit);

        await Assert.ThrowsAsync<InvalidOperationException>(() => broken.ExecuteTask!.WaitAsync(Limit));
    }

    private static async IAsyncEnumerable<ObjectKey> BreakAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        ct.ThrowIfCancellationRequested();
        yield return Key("a");
        throw new InvalidOperationException("broken");
    }

    private static Task<ReconcileResult> Result(ReconcileResult result) => Task.FromResult(result);

    private static ObjectKey Key(string name) => new("default", name);

    private static Widget With(string name, int version)
    {
        var widget = Widget.Named(name);
        return widget with { Metadata = widget.Metadata with { ResourceVersion = $"{version}" } };
    }

    private async Task StartAsync(params string[] names)
    {
        Fill(names);
        _leadership.Gain();
        await _controller.StartAsync(Limit);
    }

    private void Fill(params string[] names) => _cache.Replace(new([.. names.Select(name => With(name, 5))], "10", []));

    private sealed class SwitchedLeadership : ILeadership, IDisposable
    {
        private CancellationTokenSource _lost = new();
        private TaskCompletionSource _gained = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsLeader => _gained.Task.IsCompleted;

        public int Gained { get; private set; }

        public int Inside { get; private set; }

        public async Task<LeaderTerm> WaitUntilLeaderAsync(CancellationToken ct)
        {
            await _gained.Task.WaitAsync(ct);
            Inside++;
            return new(_lost.Token, () => Inside--);
        }

        public void Gain()
        {
            Gained++;
            _lost = new();
            _gained.SetResult();
        }

        public void Dispose() => _lost.Dispose();

        public void Lose()
        {
            _gained = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _lost.Cancel();
        }
    }
}
