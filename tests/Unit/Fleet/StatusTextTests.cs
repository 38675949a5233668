using Mooring.Fleet.Snapshots;

namespace Mooring.Tests.Unit.Fleet;

public sealed class StatusTextTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "Less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "About a minute")]
    [InlineData(119, "About a minute")]
    [InlineData(120, "2 minutes")]
    [InlineData(3599, "59 minutes")]
    [InlineData(3600, "About an hour")]
    [InlineData(5399, "About an hour")]
    [InlineData(5400, "2 hours")]
    [InlineData(47 * 3600, "47 hours")]
    [InlineData(48 * 3600, "2 days")]
    [InlineData(14 * 86400, "2 weeks")]
    [InlineData(60 * 86400, "2 months")]
    [InlineData(730 * 86400, "2 years")]
    public void Duration_is_told_as_the_engine_tells_it(int seconds, string text) => Assert.Equal(text, StatusText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("running", "", "Up 5 minutes")]
    [InlineData("running", "healthy", "Up 5 minutes (healthy)")]
    [InlineData("running", "starting", "Up 5 minutes (health: starting)")]
    [InlineData("paused", "", "Up 5 minutes (Paused)")]
    [InlineData("exited", "", "Exited (3) 2 minutes ago")]
    [InlineData("restarting", "", "Restarting (3) 2 minutes ago")]
    [InlineData("created", "", "Created")]
    [InlineData("removing", "", "Removal In Progress")]
    [InlineData("dead", "", "Dead")]
    public void State_is_told_as_the_engine_tells_it(string state, string health, string text)
    {
        var container = new ContainerSnapshot("id", "web") { State = state, Health = health, ExitCode = 3, StartedAt = Noon.AddMinutes(-5), FinishedAt = Noon.AddMinutes(-2) };

        Assert.Equal(text, StatusText.Of(container, Noon));
    }
}
