using Mooring.Api;
using Mooring.Operator.Placements;

namespace Mooring.Tests.Unit.Operator.Placements;

public sealed class ContainerRequestTests
{
    [Fact]
    public void Name_says_namespace_placement_and_slot() => Assert.Equal("shop_web_2", ContainerRequest.NameOf(With(new("web:1")), "2"));

    [Fact]
    public void Labels_say_whose_it_is_and_nobody_can_take_them_over()
    {
        var request = ContainerRequest.For(With(new("web:1", Labels: new Dictionary<string, string> { ["team"] = "a", [MooringLabels.Owner] = "somebody" })), "1", "abc", "me");

        Assert.Equal(("a", "me", "shop", "web", "1", "abc"), (
            request.Labels!["team"], request.Labels[MooringLabels.Owner], request.Labels[MooringLabels.Namespace],
            request.Labels[MooringLabels.Placement], request.Labels[MooringLabels.Slot], request.Labels[MooringLabels.Revision]));
    }

    [Fact]
    public void Published_ports_are_bound_and_others_only_exposed()
    {
        var request = ContainerRequest.For(With(new("web:1", Ports: [new(80, HostPort: 8080, HostIP: "10.0.0.1"), new(53, HostPort: 0, Protocol: PortProtocol.UDP), new(9090)])), "1", "abc", "me");

        Assert.Equal(["53/udp", "80/tcp", "9090/tcp"], request.ExposedPorts!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("10.0.0.1", "8080"), (request.HostConfig!.PortBindings!["80/tcp"][0].HostIP, request.HostConfig.PortBindings["80/tcp"][0].HostPort));
        Assert.Equal("", request.HostConfig.PortBindings["53/udp"][0].HostPort);
        Assert.DoesNotContain("9090/tcp", request.HostConfig.PortBindings.Keys);
    }

    [Fact]
    public void Limits_are_enforced_and_requests_are_written_down()
    {
        var resources = new Resources(new(Quantity.Parse("500m"), Quantity.Parse("64Mi")), new(Quantity.Parse("2"), Quantity.Parse("128Mi"), 100));
        var request = ContainerRequest.For(With(new("web:1", Resources: resources)), "1", "abc", "me");

        Assert.Equal((2_000_000_000, 128L << 20, 64L << 20, 100), (request.HostConfig!.NanoCpus, request.HostConfig.Memory, request.HostConfig.MemoryReservation, request.HostConfig.PidsLimit));
        Assert.Equal("cpu=500m,memory=64Mi", request.Labels![RequestsLabel.Name]);
        Assert.Equal(PlacementRequest.RequestsOf(With(new("web:1", Resources: resources)).Spec.Template), RequestsLabel.Read(request.Labels[RequestsLabel.Name]));
    }

    [Fact]
    public void What_is_not_asked_for_is_left_to_the_image_and_the_engine()
    {
        var request = ContainerRequest.For(With(new("web:1")), "1", "abc", "me");

        Assert.Null(request.Entrypoint);
        Assert.Null(request.Cmd);
        Assert.Null(request.Env);
        Assert.Null(request.HostConfig!.NetworkMode);
        Assert.Null(request.HostConfig.PortBindings);
        Assert.Equal("always", request.HostConfig.RestartPolicy!.Name);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("cpu=1")]
    [InlineData("cpu=x,memory=1")]
    public void Requests_label_of_another_form_is_not_believed(string text) => Assert.Null(RequestsLabel.Read(text));

    private static Placement With(ContainerTemplate template) => new(new V1ObjectMeta("web", "shop", Uid: "u"), new PlacementSpec(template));
}
