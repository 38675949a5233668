using Mooring.Kube.LeaderElection;

namespace Mooring.Tests.Unit.Kube.LeaderElection;

public sealed class TenureTests
{
    [Fact]
    public void Tenure_is_over_by_the_clock_when_the_process_hung_and_no_timer_has_run_yet()
    {
        var clock = new LateTimers();
        using var tenure = new Tenure(TimeSpan.FromSeconds(10), clock);
        clock.Pass(TimeSpan.FromSeconds(8));
        tenure.Extend(TimeSpan.FromSeconds(10));
        clock.Pass(TimeSpan.FromSeconds(9));
        Assert.False(tenure.IsOver);

        clock.Pass(TimeSpan.FromSeconds(1));

        Assert.True(tenure.IsOver);
        Assert.False(tenure.Lost.IsCancellationRequested);
    }

    /// <summary>Time passes and timers do not run.</summary>
    private sealed class LateTimers : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer();

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
