using System.Net;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm.HighAvailability;

/// <summary>Three managers over real hosts: who leads, how fast another takes over, and what clients of any of them see.</summary>
[Collection(TestbedGroup.Name)]
public sealed class FailoverTests(TestbedFixture fixture)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    // One of many may meet a busy machine; most must not.
    private static readonly TimeSpan SlowestStop = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan KillLimit = ManagerTrio.Ttl + TimeSpan.FromSeconds(2);

    [RealFact]
    public async Task Replica_serves_clients_as_the_primary_does()
    {
        await using var trio = await ManagerTrio.StartAsync(await fixture.StartAsync());
        var replica = await trio.ReplicaAsync();
        try
        {
            var output = await trio.DockerAsync(replica, ["run", "-i", "--name", "ha-cat", trio.Image, "cat"], input: "through both managers\n");
            await trio.DockerAsync(replica, ["run", "-d", "--name", "ha-sleep", trio.Image, "sleep", "600"]);
            var executed = await trio.DockerAsync(replica, ["exec", "ha-sleep", "echo", "executed"]);
            var list = await trio.DockerAsync(replica, ["ps", "--filter", "name=ha-", "--format", "{{.Names}}"]);

            Assert.Equal("through both managers", output);
            Assert.Equal("executed", executed);
            Assert.EndsWith("/ha-sleep", list, StringComparison.Ordinal);
            var info = await trio.DockerAsync(replica, ["info"]);
            Assert.Contains("Role: replica", info, StringComparison.Ordinal);
            Assert.Contains($"Primary: {(await trio.PrimaryAsync()).Address}", info, StringComparison.Ordinal);
        }
        finally
        {
            await trio.RemoveAsync("ha-");
        }
    }

    [RealFact]
    public async Task Nobody_leads_while_the_store_is_down_and_clients_hear_so_in_time()
    {
        await using var trio = await ManagerTrio.StartAsync(await fixture.StartAsync());

        await trio.Etcd.StopAsync();
        await Wait.UntilAsync("nobody to lead", TimeSpan.FromSeconds(15), async _ => !(await Task.WhenAll(trio.Managers.Select(manager => manager.IsPrimaryAsync()))).Contains(true));
        foreach (var manager in trio.Managers)
        {
            var began = TimeProvider.System.GetTimestamp();
            using var reply = await manager.SendAsync(HttpMethod.Post, "/containers/anything/stop");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.StatusCode);
            Assert.NotNull(reply.Headers.RetryAfter);
            Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(8));
            using var ping = await manager.SendAsync(HttpMethod.Get, "/_ping");
            Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
        }

        await trio.Etcd.StartAsync();
        await trio.WaitSettledAsync();
    }

    [RealFact]
    public async Task Twenty_failovers_under_load_lose_and_double_nothing()
    {
        await using var trio = await ManagerTrio.StartAsync(await fixture.StartAsync());
        await using var load = new ContinuousRuns(trio, "hafo-");
        await using var roles = new RoleWatch(trio.Managers);
        try
        {
            var times = new List<string>();
            var stops = new List<TimeSpan>();
            for (var round = 0; round < 20; round++)
            {
                var primary = await trio.PrimaryAsync();
                var kill = round % 5 == 4;
                load.Avoid(primary);
                await (kill ? primary.KillAsync() : primary.TerminateAsync());
                var since = TimeProvider.System.GetTimestamp();
                var took = await trio.TimeToOtherPrimaryAsync(primary, since);
                load.Recovered();
                times.Add($"{(kill ? "kill" : "stop")} {took.TotalMilliseconds:0} ms");
                Assert.True(took < (kill ? KillLimit : SlowestStop), string.Join(", ", times));
                stops.AddRange(kill ? [] : [took]);
                Assert.True(kill || await primary.ExitAsync() == 0, await File.ReadAllTextAsync(primary.LogFile));
                await primary.StartAsync();
            }

            var (made, errors) = await load.EndAsync();
            var names = await trio.NamesOnHostsAsync("hafo-");

            Assert.True(stops.Order().ElementAt(stops.Count / 2) < StopLimit, string.Join(", ", times));
            Assert.Null(roles.TwoPrimaries);
            Assert.Empty(made.Except(names));
            Assert.Equal(names.Distinct().Count(), names.Count);
            Assert.True(made.Count > 20, $"only {made.Count} containers were made: {string.Join(", ", errors)}");
            Assert.True(load.ErrorsWithPrimary.Count == 0, string.Join("\n", load.ErrorsWithPrimary));
        }
        finally
        {
            await load.EndAsync();
            await trio.RemoveAsync("hafo-");
        }
    }
}
