using System.Net;
using Mooring.Tests.Testbed.Images;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Testbed;

[Collection(TestbedGroup.Name)]
public sealed class RegistryTests(TestbedFixture fixture)
{
    [RealFact]
    public async Task Registry_asks_for_its_password()
    {
        var registry = (await fixture.StartAsync()).Registry;
        using var client = registry.CreateClient();
        client.DefaultRequestHeaders.Authorization = null;

        using var response = await client.GetAsync(new Uri("demo/web/tags/list", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [RealFact]
    public async Task Engine_pulls_with_the_password_and_not_without()
    {
        var testbed = await fixture.StartAsync();
        var (host, image) = (testbed.Hosts[0], testbed.Registry.Image("demo/web", "2"));
        var withoutPassword = new CommandLine("docker", "--host", $"unix://{host.Socket}", "--config", Path.Combine(testbed.Directory, "nothing"), "pull", image);

        await Assert.ThrowsAsync<ToolFailedException>(() => Tool.RunAsync(withoutPassword));

        Assert.Contains(image, await host.DockerAsync(["pull", image]), StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Image_of_own_files_runs()
    {
        var testbed = await fixture.StartAsync();
        var files = await RootFilesystem.BusyboxAsync();
        files.AddText("etc/motd", "ahoy\n");
        var image = await ContainerImage.FromAsync(files) with { Command = ["/bin/cat", "/etc/motd"], Labels = new Dictionary<string, string> { ["a"] = "b" } };

        var digest = await testbed.Registry.PushAsync("tests/motd", "1", image);
        var again = await testbed.Registry.PushAsync("tests/motd", "1", image);
        var output = await testbed.Hosts[0].DockerAsync(["run", "--rm", $"{testbed.Registry.Address}/tests/motd@{digest}"]);

        Assert.Equal("ahoy", output);
        Assert.Equal(digest, again);
    }
}
