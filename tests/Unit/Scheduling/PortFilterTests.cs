using Mooring.Scheduling;
using Mooring.Scheduling.Filtering;
using Mooring.Scheduling.Ranking;
using Mooring.Scheduling.Views;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class PortFilterTests
{
    private static readonly Scheduler Scheduler = new([Filters.Port], Strategy.Spread);

    public static TheoryData<string, string, string, bool> Claims => new()
    {
        { "same port", "80/tcp", "80/tcp", false },
        { "other port", "80/tcp", "81/tcp", true },
        { "other protocol", "53/tcp", "53/udp", true },
        { "both on one address", "10.0.0.1:80/tcp", "10.0.0.1:80/tcp", false },
        { "two addresses", "10.0.0.1:80/tcp", "10.0.0.2:80/tcp", true },
        { "all interfaces against one", "0.0.0.0:80/tcp", "10.0.0.1:80/tcp", false },
        { "one against all interfaces", "10.0.0.1:80/tcp", "80/tcp", false },
        { "one against all IPv6 interfaces", "10.0.0.1:80/tcp", ":::80/tcp", false },
        { "loopback against an address", "127.0.0.1:80/tcp", "10.0.0.1:80/tcp", true },
        { "port inside a held range", "8000-8010/tcp", "8005/tcp", false },
        { "port beside a held range", "8000-8010/tcp", "8011/tcp", true },
        { "range over a held port", "8005/tcp", "8000-8010/tcp", true },
        { "range of the held port only", "8005/tcp", "8005-8005/tcp", false },
        { "range twice", "8000-8001/tcp", "8000-8001/tcp", true },
        { "range of another protocol", "8000-8001/udp", "8000/tcp", true },
    };

    [Theory, MemberData(nameof(Claims))]
    public void Port_is_free_when(string name, string held, string wanted, bool free)
    {
        var node = Node("n1", containers: Container("holder", Claim(held)));

        Assert.True(Scheduler.Check(new() { Ports = [Claim(wanted)] }, node) is null == free, name);
    }

    [Fact]
    public void Ranges_over_the_same_ports_fit_as_often_as_there_are_ports()
    {
        var request = new Request { Ports = [new(8000, 8002)] };

        var plan = Scheduler.PlaceAll([request, request, request, request], [Node("n1")]);

        Assert.Equal([true, true, true, false], plan.Select(decision => decision.Node is not null));
    }

    [Fact]
    public void Range_is_taken_when_every_port_of_it_is_held()
    {
        var node = Node("n1", containers: [Container("a", new PortClaim(8000)), Container("b", new PortClaim(8001))]);

        Assert.Equal("n1: port 8000-8001/tcp taken by a", Scheduler.Check(new() { Ports = [new(8000, 8001)] }, node)?.ToString());
    }

    [Fact]
    public void Host_network_compares_exposed_ports_only_with_others_in_the_host_network()
    {
        var host = Container("host") with { HostNetwork = true, Exposed = [new(80)] };
        var bridge = Container("bridge", new PortClaim(81)) with { Exposed = [new(82)] };
        var node = Node("n1", containers: [host, bridge]);

        Assert.NotNull(Scheduler.Check(new() { HostNetwork = true, Exposed = [new(80)] }, node));
        Assert.Null(Scheduler.Check(new() { HostNetwork = true, Exposed = [new(80, PortProtocol.Udp)] }, node));
        Assert.Null(Scheduler.Check(new() { HostNetwork = true, Exposed = [new(81)] }, node));
        Assert.Null(Scheduler.Check(new() { HostNetwork = true, Exposed = [new(82)] }, node));
        Assert.Null(Scheduler.Check(new() { Ports = [new(80)] }, node));
    }

    [Fact]
    public void Container_that_does_not_count_holds_no_port()
    {
        var stopped = Container("stopped", new PortClaim(80)) with { Counts = false };

        Assert.Null(Scheduler.Check(new() { Ports = [new(80)] }, Node("n1", containers: stopped)));
    }

    [Theory]
    [InlineData("80", "tcp", true, "80/tcp")]
    [InlineData("80", null, true, "80/tcp")]
    [InlineData("53", "UDP", true, "53/udp")]
    [InlineData("9", "sctp", true, "9/sctp")]
    [InlineData("8000-8010", "tcp", true, "8000-8010/tcp")]
    [InlineData("8000-8000", "tcp", true, "8000/tcp")]
    [InlineData("", "tcp", false, null)]
    [InlineData("0", "tcp", false, null)]
    [InlineData(null, "tcp", false, null)]
    [InlineData("65536", "tcp", false, null)]
    [InlineData("8010-8000", "tcp", false, null)]
    [InlineData("8000-", "tcp", false, null)]
    [InlineData("-1", "tcp", false, null)]
    [InlineData("80", "icmp", false, null)]
    public void Claim_is_read_from_a_binding(string? hostPort, string? protocol, bool read, string? shown)
    {
        Assert.Equal(read, PortClaim.TryParse(hostPort, protocol, "10.0.0.1", out var claim));
        Assert.Equal(shown, read ? claim.ToString() : null);
    }

    private static PortClaim Claim(string text)
    {
        var colon = text.LastIndexOf(':');
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        Assert.True(PortClaim.TryParse(text[(colon + 1)..slash], text[(slash + 1)..], colon < 0 ? "" : text[..colon], out var claim));
        return claim;
    }
}
