using Mooring.Fleet.Snapshots;
using Mooring.Scheduling.Views;

namespace Mooring.Tests.Unit.Fleet;

public sealed class SchedulingViewsTests
{
    private static readonly ContainerSnapshot Web = new("id", "web")
    {
        Names = ["web"],
        State = "running",
        Ports = [new(80, "tcp", "0.0.0.0", "8080"), new(53, "udp", "", "")],
        PortBindings = [new(80, "tcp", "", "0")],
        ExposedPorts = ["53/udp", "odd"],
        Resources = new(Memory: 0, MemoryReservation: 64, NanoCpus: 0, CpuShares: 512, CpuQuota: 0, CpuPeriod: 0),
    };

    [Fact]
    public void Running_container_claims_the_ports_it_has()
    {
        var view = Web.ToView(null, counts: true);

        Assert.Equal(new PortClaim(8080, PortProtocol.Tcp, "0.0.0.0"), Assert.Single(view.Ports));
        Assert.Equal(new PortClaim(53, PortProtocol.Udp), Assert.Single(view.Exposed));
        Assert.Equal(new Resources(0, 64), view.Resources);
    }

    [Fact]
    public void Stopped_container_claims_the_ports_it_asks_for() =>
        Assert.Empty((Web with { State = "exited" }).ToView(null, counts: true).Ports);

    [Fact]
    public void Shares_count_as_cpus_where_classic_swarm_is_followed() =>
        Assert.Equal(2 * Resources.OneCpu, Web.ToView(engineCpus: 4, counts: true).Resources.NanoCpus);

    [Fact]
    public void Engine_labels_do_not_override_facts_and_node_is_no_label()
    {
        var facts = new EngineFacts("id", "host1", "28", default)
        {
            StorageDriver = "overlay2",
            Labels = new Dictionary<string, string> { ["storagedriver"] = "zfs", ["node"] = "x", ["zone"] = "a" },
        };

        Assert.Equal(new Dictionary<string, string> { ["storagedriver"] = "overlay2", ["zone"] = "a" }, facts.ConstraintLabels());
    }
}
