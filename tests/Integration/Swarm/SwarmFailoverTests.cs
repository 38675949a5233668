using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm;

[Collection(TestbedGroup.Name)]
public sealed class SwarmFailoverTests(TestbedFixture fixture)
{
    private static readonly TimeSpan Ttl = TimeSpan.FromSeconds(4);

    [RealTheory]
    [InlineData("TERM", 2)]
    [InlineData("KILL", 6)]
    public async Task Another_manager_takes_over_when_the_primary_ends_by(string signal, double withinSeconds)
    {
        var testbed = await fixture.StartAsync();
        var etcd = await testbed.AddEtcdAsync();
        var hosts = testbed.Hosts.Select(host => SwarmProcess.Start("", "", ["join", "--advertise", $"{host.Address}:2376", "--heartbeat", "1s", "--ttl", "3s", $"etcd://{etcd.Address}/failover"])).ToList();
        var managers = new List<SwarmProcess>();
        try
        {
            for (var i = 0; i < 3; i++)
            {
                managers.Add(await StartAsync(testbed, etcd.Address));
            }

            var primary = await PrimaryAsync(testbed, managers);
            var other = managers.First(manager => manager != primary);
            var began = TimeProvider.System.GetTimestamp();
            await primary.EndAsync(signal);
            // The replica holds the request until somebody leads.
            await other.DockerAsync(testbed, ["ps"]);
            var took = TimeProvider.System.GetElapsedTime(began);

            Assert.True(took.TotalSeconds < withinSeconds, $"took {took}");
            Assert.NotEqual(primary, await PrimaryAsync(testbed, [.. managers.Where(manager => manager != primary)]));
        }
        finally
        {
            foreach (var process in managers.Concat(hosts))
            {
                await process.DisposeAsync();
            }

            await etcd.StopAsync();
        }
    }

    private static async Task<SwarmProcess> StartAsync(TestbedInstance testbed, string etcd)
    {
        var port = SwarmProcess.FreePort();
        var manager = await SwarmProcess.ManageAsync(
            testbed, port, "--replication", "--replication-ttl", $"{Ttl.TotalSeconds:0}s", "--advertise", $"127.0.0.1:{port}", $"etcd://{etcd}/failover");
        await Wait.UntilAsync("three engines", TimeSpan.FromSeconds(30), _ => Task.FromResult(manager.Log.Split("Registered Engine").Length >= 4));
        return manager;
    }

    private static async Task<SwarmProcess> PrimaryAsync(TestbedInstance testbed, IReadOnlyList<SwarmProcess> managers)
    {
        SwarmProcess? primary = null;
        await Wait.UntilAsync("a primary", TimeSpan.FromSeconds(15), async _ =>
        {
            foreach (var manager in managers)
            {
                if ((await manager.DockerAsync(testbed, ["info"])).Contains("Role: primary", StringComparison.Ordinal))
                {
                    primary = manager;
                }
            }

            return primary is not null;
        });
        return primary!;
    }
}
