using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm.HighAvailability;

/// <summary>What happens to containers when the engine they are on dies, comes back, or only leaves discovery.</summary>
[Collection(TestbedGroup.Name)]
public sealed class ReschedulingTests(TestbedFixture fixture)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    [RealFact]
    public async Task Container_moves_from_a_dead_engine_and_its_old_copy_goes_when_that_returns()
    {
        var testbed = await fixture.StartAsync();
        await using var trio = await ManagerTrio.StartAsync(testbed);
        var manager = trio.Managers[0];
        try
        {
            await trio.DockerAsync(manager, ["run", "-d", "--name", "resched-a", "-e", "reschedule:on-node-failure", "-v", "/kept", trio.Image, "sleep", "600"]);
            await trio.DockerAsync(manager, ["run", "-d", "--name", "resched-b", "-e", $"constraint:node=={(await HolderAsync(trio, "resched-a")).Name}", trio.Image, "sleep", "600"]);
            var dead = await HolderAsync(trio, "resched-a");
            var swarmId = await SwarmIdAsync(trio, manager);
            var volumes = await dead.DockerAsync(["volume", "ls", "-q"]);

            await dead.KillAsync();
            await Wait.UntilAsync("a copy that runs elsewhere", Deadline, async _ =>
                (await Task.WhenAll(testbed.Hosts.Where(host => host != dead).Select(host => RunsOnAsync(host, "resched-a")))).Contains(true));
            Assert.Equal(swarmId, await SwarmIdAsync(trio, manager));
            await dead.StartAsync();
            await Wait.UntilAsync("the old copy to go", Deadline, async _ => !await HasAsync(dead, "resched-a"));

            Assert.Equal(volumes, await dead.DockerAsync(["volume", "ls", "-q"]));
            Assert.True(await HasAsync(dead, "resched-b"));
            Assert.Single(await trio.NamesOnHostsAsync("resched-a"));
        }
        finally
        {
            await trio.RemoveAsync("resched-");
        }
    }

    private static async Task<DockerHost> HolderAsync(ManagerTrio trio, string name)
    {
        var has = await Task.WhenAll(trio.Testbed.Hosts.Select(host => HasAsync(host, name)));
        return trio.Testbed.Hosts.Where((_, i) => has[i]).Single();
    }

    private static Task<string> SwarmIdAsync(ManagerTrio trio, ManagerProcess manager) =>
        trio.DockerAsync(manager, ["inspect", "-f", "{{index .Config.Labels \"com.docker.swarm.id\"}}", "resched-a"]);

    private static async Task<bool> HasAsync(DockerHost host, string name) => (await host.DockerAsync(["ps", "-aq", "--filter", $"name={name}"])).Length > 0;

    private static async Task<bool> RunsOnAsync(DockerHost host, string name) => (await host.DockerAsync(["ps", "-q", "--filter", $"name={name}"])).Length > 0;
}
