using Mooring.Tests.Testbed.Kubernetes;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Operator;

/// <summary>An idle fleet leaves the Kubernetes API alone, as the API server's own record shows.</summary>
[Collection(TestbedGroup.Name)]
public sealed class IdleTests(TestbedFixture fixture)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    [RealFact]
    public async Task Idle_healthy_fleet_writes_nothing_but_the_lease()
    {
        await using var scenario = await Scenario.StartAsync(fixture);
        await scenario.ApplyAsync(scenario.Placement("proxy", 2, "constraints: [zone==external]", "ports: [{ containerPort: 80, hostPort: 80 }]"));
        await scenario.ApplyAsync(scenario.Placement("webapp", 3, "constraints: [zone==internal]", "ports: [{ containerPort: 80, hostPort: 0 }]"));
        await scenario.WaitReadyAsync("placements", "--all");
        await scenario.WaitReadyAsync("clusters", "demo");
        var log = scenario.Testbed.ControlPlane.ApiServer.Audit;
        // Events are written behind the conditions they tell of.
        await Wait.UntilAsync("the last event to be written", TimeSpan.FromSeconds(60), async ct =>
            !(await WritesAsync(log, TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(3), ct)).Exists(write => write.Resource != "leases"));

        var since = TimeProvider.System.GetUtcNow();
        await Task.Delay(Idle, TimeProvider.System);

        var writes = await WritesAsync(log, since, default);
        Assert.Contains(writes, write => write.Resource == "leases" && write.Namespace == scenario.Namespace);
        Assert.Equal("", string.Join('\n', writes.Where(write => write.Resource != "leases").Select(write => $"{write.Time:O} {write.UserAgent}: {write.Verb} {write.RequestUri} {write.Code}")));
    }

    /// <summary>All attempts to change something, but those of the API server itself.</summary>
    private static async Task<List<AuditEvent>> WritesAsync(AuditLog log, DateTimeOffset since, CancellationToken ct) =>
        [.. (await log.ReadAsync(ct)).Where(entry => entry.IsWrite && entry.Time >= since && entry.User != "system:apiserver")];
}
