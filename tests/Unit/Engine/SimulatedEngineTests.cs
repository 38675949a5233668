using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Engine;

/// <summary>The simulated engine keeps the rules of a real one, as seen through the client.</summary>
public sealed class SimulatedEngineTests : IAsyncLifetime
{
    private readonly SimulatedEngine _engine = new(new() { Name = "sim1", Labels = ["zone=a"] });
    private SimulatedHost _host = null!;
    private IDockerClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await SimulatedHost.StartAsync(_engine);
        _client = new DockerClientConfiguration(_host.Endpoints[0]).CreateClient();
        _engine.AddImage("app");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Container_lives_from_create_to_remove()
    {
        var id = await CreateAsync("web", 8080);

        Assert.True(await _client.Containers.StartContainerAsync(id, default));
        Assert.False(await _client.Containers.StartContainerAsync("web", default));
        var running = await _client.Containers.InspectContainerAsync(id[..12], default);
        Assert.Equal(("/web", "running", "8080", 64 << 20), (running.Name, running.State.Status, running.NetworkSettings.Ports!["80/tcp"]![0].HostPort, running.HostConfig.Memory));
        Assert.True(await _client.Containers.StopContainerAsync(id, new(), default));
        var stopped = Assert.Single(await _client.Containers.ListContainersAsync(new() { All = true, Filters = Filters.Of(("label", "app=web")) }, default));
        Assert.Equal("exited", stopped.State);
        Assert.StartsWith("Exited (143) ", stopped.Status, StringComparison.Ordinal);
        await _client.Containers.RemoveContainerAsync(id, new(), default);
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => _client.Containers.InspectContainerAsync(id, default));
    }

    [Fact]
    public async Task Second_container_of_a_name_or_a_port_is_refused()
    {
        await _client.Containers.StartContainerAsync(await CreateAsync("web", 8080), default);

        await Assert.ThrowsAsync<DockerConflictException>(() => CreateAsync("web", 8081));
        var second = await CreateAsync("web2", 8080);
        var thrown = await Assert.ThrowsAsync<DockerApiException>(() => _client.Containers.StartContainerAsync(second, default));
        Assert.Contains("port is already allocated", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_must_be_there_and_can_be_pulled_if_published()
    {
        _engine.Publish("r.example:5000/other:2");

        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => _client.Containers.CreateContainerAsync(new() { Image = "r.example:5000/other:2" }, default));
        await _client.Images.CreateImageAsync(new() { FromImage = "r.example:5000/other:2" }, null, null, default);
        Assert.Equal(["r.example:5000/other:2"], (await _client.Images.InspectImageAsync("r.example:5000/other:2", default)).RepoTags);
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => _client.Images.CreateImageAsync(new() { FromImage = "none" }, null, null, default));
    }

    [Fact]
    public async Task Events_tell_what_happened_in_order()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await using var events = _client.System.MonitorEventsAsync(new() { Filters = Filters.Of(("type", "container")) }, deadline.Token).GetAsyncEnumerator();
        var first = events.MoveNextAsync();
        await Eventually.TrueAsync(() => _engine.Events.Listeners == 1);
        var id = await CreateAsync("web", 8080);
        await _client.Containers.StartContainerAsync(id, default);
        _engine.Die("web", 3);

        var seen = new List<(string, string?)>();
        while (await first)
        {
            seen.Add((events.Current.Action, events.Current.Actor.Attributes!.GetValueOrDefault("exitCode")));
            if (seen.Count == 3)
            {
                break;
            }

            first = events.MoveNextAsync();
        }

        Assert.Equal([("create", null), ("start", null), ("die", "3")], seen);
    }

    [Fact]
    public async Task Wait_ends_with_the_exit_code()
    {
        var id = await CreateAsync("web", 8080);
        await _client.Containers.StartContainerAsync(id, default);
        var waiting = _client.Containers.WaitContainerAsync(id, null, default);
        await Eventually.TrueAsync(() => _engine.Events.Listeners == 1);

        _engine.Die("web", 7);

        Assert.Equal(7, (await waiting).StatusCode);
    }

    private async Task<string> CreateAsync(string name, int port) => (await _client.Containers.CreateContainerAsync(new()
    {
        Name = name,
        Image = "app",
        Labels = new Dictionary<string, string> { ["app"] = name },
        HostConfig = new()
        {
            Memory = 64 << 20,
            PortBindings = new Dictionary<string, IReadOnlyList<PortBinding>> { ["80/tcp"] = [new() { HostPort = port.ToString(null as IFormatProvider) }] },
        },
    }, default)).ID;
}
