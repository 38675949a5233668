using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Integration.Testbed;

[Collection(TestbedGroup.Name)]
public sealed class HostTests(TestbedFixture fixture)
{
    [RealFact]
    public async Task Hosts_have_names_labels_and_engine_ids_of_their_own()
    {
        var testbed = await fixture.StartAsync();

        var engines = await Task.WhenAll(testbed.Hosts.Select(host => host.DockerAsync(["info", "--format", "{{.Name}} {{.ID}} {{.Labels}}"])));

        Assert.Equal(["dockerhost01", "dockerhost02", "dockerhost03"], engines.Select(engine => engine.Split(' ')[0]));
        Assert.Equal(3, engines.Select(engine => engine.Split(' ')[1]).Distinct().Count());
        Assert.Contains("zone=internal", engines[0], StringComparison.Ordinal);
        Assert.Contains("status=non-master", engines[1], StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Engine_id_stays_over_a_restart_and_a_power_cut()
    {
        var testbed = await fixture.StartAsync();
        var host = testbed.Hosts[0];
        var before = await EngineIdAsync(host);

        await host.RestartAsync();
        Assert.Equal(before, await EngineIdAsync(host));

        await host.PowerOffAsync();
        await host.StartAsync();
        Assert.Equal(before, await EngineIdAsync(host));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Host_shows_the_engine_id_of_the_one_it_is_a_clone_of(EngineRelease engine)
    {
        var testbed = await fixture.StartAsync();
        var original = await testbed.AddHostAsync(new DockerHostOptions("original") { Engine = engine });
        var clone = await testbed.AddHostAsync(new DockerHostOptions("clone") { Engine = engine, IdentityOf = "original" });

        var (one, other) = (await EngineIdAsync(original), await EngineIdAsync(clone));
        await testbed.RemoveHostAsync(clone);
        await testbed.RemoveHostAsync(original);

        Assert.Equal(one, other);
        Assert.Equal(3, testbed.Hosts.Length);
    }

    [RealFact]
    public async Task Newest_engine_runs_containers_beside_an_installed_one()
    {
        var testbed = await fixture.StartAsync();
        var newest = await testbed.AddHostAsync(new DockerHostOptions("newest") { Engine = EngineRelease.Newest });
        var image = testbed.Registry.Image("demo/shell", "1");

        var outputs = await Task.WhenAll(((DockerHost[])[testbed.Hosts[0], newest]).Select(host => host.DockerAsync(["run", "--rm", image, "echo", "works"])));
        var versions = await Task.WhenAll(((DockerHost[])[testbed.Hosts[0], newest]).Select(VersionAsync));
        await testbed.RemoveHostAsync(newest);

        Assert.All(outputs, output => Assert.EndsWith("works", output, StringComparison.Ordinal));
        Assert.True(versions[1] > versions[0], $"{versions[1]} is not newer than {versions[0]}");
    }

    [RealFact]
    public async Task Container_reaches_what_another_host_publishes()
    {
        var testbed = await fixture.StartAsync();
        var (server, client) = (testbed.Hosts[0], testbed.Hosts[1]);
        await server.DockerAsync(["run", "-d", "--name", "reached", "-p", "8080:80", "--env", "SERVICE_NAME=buoy", testbed.Registry.Image("demo/web", "1")]);

        var shell = testbed.Registry.Image("demo/shell", "1");
        var page = await client.DockerAsync(["run", "--rm", shell, "wget", "-q", "-O", "-", $"http://{server.Address}:8080/"]);
        await server.DockerAsync(["rm", "-f", "reached"]);

        Assert.Contains("buoy version 1", page, StringComparison.Ordinal);
    }

    private static Task<string> EngineIdAsync(DockerHost host) => host.DockerAsync(["info", "--format", "{{.ID}}"]);

    private static async Task<Version> VersionAsync(DockerHost host) =>
        Version.Parse((await host.DockerAsync(["version", "--format", "{{.Server.Version}}"])).Split('+')[0]);
}
