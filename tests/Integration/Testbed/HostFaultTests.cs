using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Testbed;

[Collection(TestbedGroup.Name)]
public sealed class HostFaultTests(TestbedFixture fixture)
{
    private static readonly Uri Ping = new("_ping", UriKind.Relative);

    [RealFact]
    public async Task Hung_engine_accepts_connections_and_answers_only_after_resume()
    {
        var host = (await fixture.StartAsync()).Hosts[0];
        using var client = host.CreateClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        host.Hang();
        var answer = client.GetStringAsync(Ping, limit.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        host.Resume();

        Assert.Equal("OK", await client.GetStringAsync(Ping));
    }

    [RealFact]
    public async Task Partitioned_host_is_out_of_reach_until_it_is_healed()
    {
        var testbed = await fixture.StartAsync();
        var host = testbed.Hosts[1];
        using var client = host.CreateClient();

        await host.PartitionAsync();
        var fault = await Record.ExceptionAsync(() => client.GetStringAsync(Ping));
        var throughSocket = await host.DockerAsync(["version", "--format", "{{.Server.Os}}"]);
        await host.HealAsync();

        Assert.True(fault is HttpRequestException or OperationCanceledException, $"{fault}");
        Assert.Equal("linux", throughSocket);
        await Wait.UntilAsync("the host to be back", TimeSpan.FromSeconds(60), ct => AnswersAsync(host, ct));
    }

    [RealFact]
    public async Task Killed_engine_refuses_connections_until_it_is_started()
    {
        var host = (await fixture.StartAsync()).Hosts[2];
        using var client = host.CreateClient();

        await host.KillAsync();
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(Ping));
        await host.StartAsync();

        Assert.Equal(HttpRequestError.ConnectionError, fault.HttpRequestError);
        Assert.Equal("OK", await client.GetStringAsync(Ping));
    }

    [RealTheory]
    [InlineData(EngineRelease.Installed)]
    [InlineData(EngineRelease.Newest)]
    public async Task Container_lives_through_a_killed_engine_with_live_restore(EngineRelease engine)
    {
        var testbed = await fixture.StartAsync();
        var host = await testbed.AddHostAsync(new DockerHostOptions("restorer") { Engine = engine, LiveRestore = true });
        await host.DockerAsync(["run", "-d", "--name", "web", "-p", "80:80", testbed.Registry.Image("demo/web", "1")]);
        var started = await StartedAtAsync(host);

        await host.KillAsync();
        await host.StartAsync();
        var (after, page) = (await StartedAtAsync(host), await PageAsync(host));
        await testbed.RemoveHostAsync(host);

        Assert.Equal(started, after);
        Assert.StartsWith("web version 1", page, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Power_cut_ends_containers_and_boot_restarts_those_that_ask_for_it()
    {
        var testbed = await fixture.StartAsync();
        var host = testbed.Hosts[0];
        await host.DockerAsync(["run", "-d", "--name", "web", "--restart", "always", "-p", "80:80", testbed.Registry.Image("demo/web", "2")]);
        var before = await StartedAtAsync(host);

        await host.PowerOffAsync();
        await host.StartAsync();
        await Wait.UntilAsync("the container to run again", TimeSpan.FromSeconds(60), async _ => await StartedAtAsync(host) != before);
        var page = await PageAsync(host);
        await host.DockerAsync(["rm", "-f", "web"]);

        Assert.StartsWith("web version 2", page, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Disk_can_be_full()
    {
        var testbed = await fixture.StartAsync();
        var host = await testbed.AddHostAsync(new DockerHostOptions("small") { DataRootSize = "16m" });

        var image = testbed.Registry.Image("demo/shell", "1");
        var fault = await Assert.ThrowsAsync<ToolFailedException>(() => host.DockerAsync(["run", "--rm", image, "dd", "if=/dev/zero", "of=/full", "bs=1M", "count=32"]));
        await testbed.RemoveHostAsync(host);

        Assert.Contains("No space left on device", fault.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<bool> AnswersAsync(DockerHost host, CancellationToken ct)
    {
        using var client = host.CreateClient();
        try
        {
            return await client.GetStringAsync(Ping, ct) == "OK";
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Task<string> StartedAtAsync(DockerHost host) => host.DockerAsync(["inspect", "--format", "{{.State.StartedAt}}", "web"]);

    private static async Task<string> PageAsync(DockerHost host)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://{host.Address}/") };
        var page = "";
        await Wait.UntilAsync("the page", TimeSpan.FromSeconds(60), async ct =>
        {
            try
            {
                page = await client.GetStringAsync(new Uri("", UriKind.Relative), ct);
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return page;
    }
}
