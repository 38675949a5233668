using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Rescheduling;

namespace Mooring.Tests.Unit.Swarm.Rescheduling;

public sealed class CopiesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly IDockerClient _client = new DockerClientConfiguration(new("tcp://127.0.0.1:1")).CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Older_container_is_superseded_by_the_younger_copy()
    {
        var (old, copy) = (Container("one", "1", Noon), Container("two", "2", Noon.AddMinutes(1)));

        Assert.Equal([(old, copy)], Copies.Superseded([old, copy]));
        Assert.Equal([(old, copy)], Copies.Superseded([copy, old]));
    }

    [Fact]
    public void One_container_under_two_addresses_is_no_copy_of_itself() =>
        Assert.Empty(Copies.Superseded([Container("one", "1", Noon), Container("two", "1", Noon)]));

    [Fact]
    public void Container_of_a_dead_engine_supersedes_nothing() =>
        Assert.Empty(Copies.Superseded([Container("one", "1", Noon), Container("two", "2", Noon.AddMinutes(1), EngineHealth.Unhealthy)]));

    [Fact]
    public void Container_that_did_not_ask_for_it_is_never_touched()
    {
        Assert.Empty(Copies.Superseded([Container("one", "1", Noon, policy: "[\"off\"]"), Container("two", "2", Noon.AddMinutes(1))]));
        Assert.False(Copies.IsWanted(Container("one", "1", Noon, policy: "not json").Container));
        Assert.True(Copies.IsWanted(Container("one", "1", Noon).Container));
    }

    [Fact]
    public void Copy_has_the_same_identity_and_a_host_name_of_its_own()
    {
        var placed = Container("one", "0123456789abcdef", Noon);

        var body = CopyConfig.Create(placed.Container, placed.Engine, keepAddress: true);

        Assert.Equal("swarm-id", (string?)body["Labels"]![SwarmLabels.Id]);
        Assert.Null(body["Hostname"]);
        Assert.Equal(2, (long)body["HostConfig"]!["CpuShares"]!);
        Assert.Equal("10.1.0.7", (string?)body["NetworkingConfig"]!["EndpointsConfig"]!["front"]!["IPAMConfig"]!["IPv4Address"]);
        Assert.Equal(["back"], CopyConfig.Others(placed.Container, keepAddress: true).Select(other => other.Network));
    }

    [Fact]
    public void Fixed_address_is_forgotten_when_it_could_not_be_freed()
    {
        var placed = Container("one", "0123456789abcdef", Noon);

        var body = CopyConfig.Create(placed.Container, placed.Engine, keepAddress: false);

        Assert.Null(body["NetworkingConfig"]!["EndpointsConfig"]!["front"]!["IPAMConfig"]);
    }

    private Placed Container(string engine, string id, DateTimeOffset created, EngineHealth health = EngineHealth.Healthy, string policy = "[\"on-node-failure\"]")
    {
        var details = new ContainerInspectResponse
        {
            ID = id,
            Name = "/web",
            Created = created,
            Config = new()
            {
                Hostname = id[..Math.Min(12, id.Length)],
                Image = "demo/web",
                Labels = new Dictionary<string, string> { [SwarmLabels.Id] = "swarm-id", [SwarmLabels.ReschedulePolicies] = policy },
            },
            HostConfig = new() { NetworkMode = "front", CpuShares = 512 },
            NetworkSettings = new()
            {
                Networks = new Dictionary<string, EndpointSettings>
                {
                    ["front"] = new() { IPAMConfig = new() { IPv4Address = "10.1.0.7" }, Aliases = ["www"] },
                    ["back"] = new(),
                },
            },
        };
        var view = new EngineView(engine, _client) { Name = engine, Health = health, Info = new SystemInfoResponse { ID = engine, NCPU = 4 } };
        return new(view, new(new ContainerListResponse { ID = id, Names = ["/web"] }, details));
    }
}
