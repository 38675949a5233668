using Mooring.Engine.Models;
using Mooring.Swarm.Rescheduling;

namespace Mooring.Tests.Unit.Swarm.Rescheduling;

public sealed class SteadyStateTests
{
    private static readonly DateTimeOffset LastAnswer = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("running", "running", "no", 0, 0, true)]
    [InlineData("paused", "paused", "no", 0, 0, true)]
    [InlineData("never started", "created", "always", 0, 0, false)]
    [InlineData("killed with its engine", "exited", "no", 137, 2, true)]
    [InlineData("terminated with its engine", "exited", "no", 143, 2, true)]
    [InlineData("ended by itself just before", "exited", "no", 0, 2, false)]
    [InlineData("failed by itself just before", "exited", "on-failure", 1, 2, false)]
    [InlineData("stopped with its engine, to be kept up", "exited", "unless-stopped", 0, 2, true)]
    [InlineData("stopped long before, to be kept up unless stopped", "exited", "unless-stopped", 0, 600, false)]
    [InlineData("stopped long before, to be kept up always", "exited", "always", 0, 600, true)]
    [InlineData("killed long before", "exited", "no", 137, 600, false)]
    public void Copy_runs_when_the_container_was_meant_to(string name, string status, string policy, int exitCode, int secondsBefore, bool runs)
    {
        var state = new ContainerState
        {
            Status = status,
            Running = status == "running",
            Paused = status == "paused",
            ExitCode = exitCode,
            StartedAt = status == "created" ? DateTimeOffset.MinValue : LastAnswer.AddHours(-1),
            FinishedAt = LastAnswer.AddSeconds(-secondsBefore),
        };

        Assert.True(runs == SteadyState.ShouldRun(state, policy, LastAnswer), name);
    }
}
