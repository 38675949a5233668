using Mooring.Engine.Models;
using Mooring.Swarm.Views;

namespace Mooring.Tests.Unit.Swarm.Views;

public sealed class HumanTextTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<ContainerState, string, string> States => new()
    {
        { new() { Running = true, StartedAt = Now.AddMinutes(-5) }, "Up 5 minutes", "running" },
        { new() { Running = true, StartedAt = Now.AddMinutes(-5), Health = new() { Status = "healthy" } }, "Up 5 minutes (healthy)", "running" },
        { new() { Running = true, StartedAt = Now.AddSeconds(-1), Health = new() { Status = "starting" } }, "Up 1 second (health: starting)", "running" },
        { new() { Running = true, Paused = true, StartedAt = Now.AddHours(-3) }, "Up 3 hours (Paused)", "paused" },
        { new() { Running = true, Restarting = true, ExitCode = 1, FinishedAt = Now.AddSeconds(-9) }, "Restarting (1) 9 seconds ago", "restarting" },
        { new() { ExitCode = 137, StartedAt = Now.AddDays(-4), FinishedAt = Now.AddDays(-3) }, "Exited (137) 3 days ago", "exited" },
        { new(), "Created", "created" },
        { new() { Dead = true }, "Dead", "dead" },
    };

    [Theory, MemberData(nameof(States))]
    public void Status_and_state_read_as_the_engine_writes_them(ContainerState state, string status, string word) =>
        Assert.Equal((status, word), (HumanText.Status(state, Now), HumanText.State(state)));

    [Theory]
    [InlineData(0, "Less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "About a minute")]
    [InlineData(119, "About a minute")]
    [InlineData(3600, "About an hour")]
    [InlineData(86400, "24 hours")]
    [InlineData(86400 * 2, "2 days")]
    [InlineData(86400 * 14, "2 weeks")]
    [InlineData(86400 * 60, "2 months")]
    [InlineData(86400 * 730, "2 years")]
    public void Duration_is_human(int seconds, string text) => Assert.Equal(text, HumanText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(20971520, "20 MiB")]
    [InlineData(26540335718, "24.72 GiB")]
    [InlineData(1023, "1023 B")]
    public void Bytes_have_four_digits(long bytes, string text) => Assert.Equal(text, HumanText.Bytes(bytes));

    [Fact]
    public void Names_are_ordered_as_people_count() =>
        Assert.Equal(["node-1", "node-2", "node-10", "vm"], new[] { "vm", "node-10", "node-2", "node-1" }.Order(NaturalOrder.Instance));
}
