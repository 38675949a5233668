namespace Mooring.Tests.Integration.Operator;

/// <summary>
/// The operator is killed (SIGKILL) at each change it asks of an engine or of the API server, before the server hears of it and after it
/// has carried it out; another one must carry on: no duplicate, no orphan, right count.
/// </summary>
[Collection(TestbedGroup.Name)]
public sealed class OperatorCrashTests(TestbedFixture fixture)
{
    [RealFact]
    public Task Operator_killed_anywhere_while_it_creates_leaves_one_container_a_slot() => BothWaysAsync(async (stage, answered) =>
    {
        await stage.WantAsync(1);
        await stage.SettledAsync(1);
        var first = Assert.Single(await stage.ContainersAsync());
        List<string> changes = [];
        while (await stage.CrashAsync(stage.Engine, changes.Count + 1, answered, () => stage.WantAsync(2), () => stage.SettledAsync(2)) is { } change)
        {
            changes.Add(change);
            Assert.Contains(first, await stage.ContainersAsync());
            await stage.WantAsync(1);
            await stage.SettledAsync(1);
        }

        Assert.Equal(["create", "create", "start"], changes.Select(LastWord));
        Assert.Contains("/images/", changes[0], StringComparison.Ordinal);
    });

    [RealFact]
    public Task Operator_killed_anywhere_while_it_replaces_leaves_one_container_a_slot() => BothWaysAsync(async (stage, answered) =>
    {
        await stage.WantAsync(1);
        await stage.SettledAsync(1);
        List<string> changes = [];
        while (await stage.CrashAsync(
            stage.Engine, changes.Count + 1, answered, () => stage.WantAsync(1, version: changes.Count + 1), () => stage.SettledAsync(1)) is { } change)
        {
            changes.Add(change);
        }

        Assert.Equal(["create", "stop", "", "create", "start"], changes.Select(LastWord));
    });

    [RealFact]
    public Task Operator_killed_anywhere_while_it_removes_leaves_the_right_count() => BothWaysAsync(async (stage, answered) =>
    {
        List<string> changes = [];
        do
        {
            await stage.WantAsync(2);
            await stage.SettledAsync(2);
        }
        while (await stage.CrashAsync(stage.Engine, changes.Count + 1, answered, () => stage.WantAsync(1), () => stage.SettledAsync(1)) is { } change && Note(changes, change));

        Assert.Equal(["stop", ""], changes.Select(LastWord));
    });

    [RealFact]
    public Task Operator_killed_at_any_write_of_a_Placement_leaves_nothing_twice_and_nothing_behind() => BothWaysAsync(async (stage, answered) =>
    {
        for (var number = 1; ; number++)
        {
            var made = await stage.CrashAsync(stage.Kubernetes, number, answered, () => stage.WantAsync(1), () => stage.SettledAsync(1));
            await stage.DeleteAsync();
            await stage.GoneAsync();
            if (made is null)
            {
                break;
            }
        }

        for (var number = 1; ; number++)
        {
            await stage.WantAsync(1);
            await stage.SettledAsync(1);
            if (await stage.CrashAsync(stage.Kubernetes, number, answered, stage.DeleteAsync, stage.GoneAsync) is null)
            {
                break;
            }
        }
    });

    private async Task BothWaysAsync(Func<CrashStage, bool, Task> story) => await Task.WhenAll(RunAsync(0, false, story), RunAsync(1, true, story));

    private async Task RunAsync(int host, bool answered, Func<CrashStage, bool, Task> story)
    {
        await using var stage = await CrashStage.StartAsync(fixture, host);
        await story(stage, answered);
    }

    private static bool Note(List<string> changes, string change)
    {
        changes.Add(change);
        return true;
    }

    /// <summary>The verb of an engine's path; none after a container's ID.</summary>
    private static string LastWord(string change) => change[(change.LastIndexOf('/') + 1)..] is { Length: < 64 } word ? word : "";
}
