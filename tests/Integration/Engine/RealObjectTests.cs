using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Images;

namespace Mooring.Tests.Integration.Engine;

/// <summary>Images, networks and volumes of real engines.</summary>
[Collection(EnginesGroup.Name)]
public sealed class RealObjectTests(EnginesFixture engines)
{
    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Image_is_pulled_with_the_password_named_listed_and_deleted(EngineRelease release)
    {
        var registry = (await engines.StartAsync()).Registry;
        var image = registry.Image("demo/web", "2");
        using var client = await engines.ClientAsync(release);
        var auth = new AuthConfig { Username = ImageRegistry.User, Password = registry.Password, ServerAddress = registry.Address };
        var lines = new List<JSONMessage>();

        await client.Images.CreateImageAsync(new() { FromImage = image }, auth, new Lines(lines), default);
        var inspected = await client.Images.InspectImageAsync(image, default);
        await client.Images.TagImageAsync(inspected.ID, new() { RepositoryName = "mine/web", Tag = "x" }, default);
        var listed = Assert.Single(await client.Images.ListImagesAsync(new(), default), each => each.ID == inspected.ID);
        var first = await client.Images.DeleteImageAsync("mine/web:x", new(), default);
        await client.Images.DeleteImageAsync(image, new(), default);

        Assert.NotEmpty(lines);
        Assert.Equal("linux", inspected.Os);
        Assert.Superset(new HashSet<string> { image, "mine/web:x" }, listed.RepoTags.ToHashSet());
        Assert.Equal("mine/web:x", Assert.Single(first).Untagged);
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => client.Images.InspectImageAsync(image, default));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Pull_that_cannot_succeed_says_why(EngineRelease release)
    {
        var registry = (await engines.StartAsync()).Registry;
        using var client = await engines.ClientAsync(release);
        var auth = new AuthConfig { Username = ImageRegistry.User, Password = registry.Password, ServerAddress = registry.Address };
        Task PullAsync(string image, AuthConfig? with) => client.Images.CreateImageAsync(new() { FromImage = image }, with, null, default);

        var missing = await Assert.ThrowsAsync<DockerImageNotFoundException>(() => PullAsync(registry.Image("demo/web", "none"), auth));
        var unknown = await Assert.ThrowsAnyAsync<DockerException>(() => PullAsync(registry.Image("demo/web", "1"), null));
        var wrong = await Assert.ThrowsAnyAsync<DockerException>(() => PullAsync(registry.Image("demo/web", "1"), auth with { Password = "wrong" }));
        var nowhere = await Assert.ThrowsAnyAsync<DockerException>(() => PullAsync("127.0.0.1:9/demo/web:1", auth));

        Assert.Contains("manifest", missing.Message, StringComparison.Ordinal);
        Assert.Contains("no basic auth credentials", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("unauthorized", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("connection refused", nowhere.Message, StringComparison.Ordinal);
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Network_is_created_joined_left_and_deleted(EngineRelease release)
    {
        var registry = (await engines.StartAsync()).Registry;
        var image = registry.Image("demo/shell", "1");
        using var client = await engines.ClientAsync(release);
        await client.Images.CreateImageAsync(
            new() { FromImage = image }, new() { Username = ImageRegistry.User, Password = registry.Password, ServerAddress = registry.Address }, null, default);
        var network = await client.Networks.CreateNetworkAsync(new()
        {
            Name = "net1",
            Driver = "bridge",
            Labels = new Dictionary<string, string> { ["a"] = "b" },
            IPAM = new() { Config = [new() { Subnet = "172.30.9.0/24" }] },
        }, default);
        var container = await client.Containers.CreateContainerAsync(new() { Image = image, Cmd = ["sleep", "600"] }, default);
        await client.Containers.StartContainerAsync(container.ID, default);

        await client.Networks.ConnectNetworkAsync("net1", new() { Container = container.ID, EndpointConfig = new() { IPAMConfig = new() { IPv4Address = "172.30.9.7" } } }, default);
        var joined = await client.Networks.InspectNetworkAsync(network.ID, default);
        var seen = await client.Containers.InspectContainerAsync(container.ID, default);
        await client.Networks.DisconnectNetworkAsync("net1", new() { Container = container.ID }, default);
        await client.Containers.RemoveContainerAsync(container.ID, new() { Force = true }, default);
        await client.Networks.DeleteNetworkAsync("net1", default);

        Assert.Equal(("net1", "bridge", "b", "172.30.9.0/24"), (joined.Name, joined.Driver, joined.Labels!["a"], joined.IPAM!.Config![0].Subnet));
        Assert.Equal("172.30.9.7/24", joined.Containers![container.ID].IPv4Address);
        Assert.Equal("172.30.9.7", seen.NetworkSettings.Networks!["net1"].IPAddress);
        Assert.DoesNotContain(await client.Networks.ListNetworksAsync(new(), default), each => each.Name == "net1");
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Volume_is_created_listed_and_removed(EngineRelease release)
    {
        using var client = await engines.ClientAsync(release);

        var created = await client.Volumes.CreateAsync(new() { Name = "vol1", Labels = new Dictionary<string, string> { ["a"] = "b" } }, default);
        var listed = Assert.Single((await client.Volumes.ListAsync(new() { Filters = Filters.Of(("name", "vol1")) }, default)).Volumes);
        await client.Volumes.RemoveAsync("vol1", false, default);

        Assert.Equal(("vol1", "local", "b"), (created.Name, listed.Driver, listed.Labels!["a"]));
        await Assert.ThrowsAsync<DockerVolumeNotFoundException>(() => client.Volumes.InspectAsync("vol1", default));
    }

    private sealed class Lines(List<JSONMessage> seen) : IProgress<JSONMessage>
    {
        public void Report(JSONMessage value) => seen.Add(value);
    }
}
