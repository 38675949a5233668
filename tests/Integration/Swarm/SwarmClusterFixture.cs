using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm;

/// <summary>A manager of the three real hosts, started with the first test that asks for it.</summary>
public sealed class SwarmClusterFixture(TestbedFixture testbed) : IAsyncLifetime
{
    private SwarmProcess? _manager;
    private TestbedInstance? _instance;

    /// <summary>The image with a shell, on every host.</summary>
    public string Shell => _instance!.Registry.Image("demo/shell", "1");

    /// <summary>The hosts.</summary>
    internal TestbedInstance Instance => _instance!;

    /// <summary>Runs the real command line client against the manager.</summary>
    public Task<string> DockerAsync(params string[] arguments) => DockerWithInputAsync("", arguments);

    /// <summary>The same with text on standard input.</summary>
    public async Task<string> DockerWithInputAsync(string input, params string[] arguments)
    {
        await StartAsync();
        return await _manager!.DockerAsync(_instance!, [.. arguments.Select(argument => argument == "SHELL" ? Shell : argument)], input);
    }

    /// <summary>Waits until the manager's answer holds a text.</summary>
    public Task WaitAsync(string text, params string[] arguments) => Wait.UntilAsync(
        $"{text} in docker {string.Join(' ', arguments)}", TimeSpan.FromSeconds(20), async _ => (await DockerAsync(arguments)).Contains(text, StringComparison.Ordinal));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_manager is not null)
        {
            await _manager.DisposeAsync();
        }
    }

    private async Task StartAsync()
    {
        if (_manager is not null)
        {
            return;
        }

        _instance = await testbed.StartAsync();
        var manager = await SwarmProcess.ManageAsync(_instance, SwarmProcess.FreePort(), string.Join(',', _instance.Hosts.Select(host => $"{host.Address}:2376")));
        await Wait.UntilAsync("three healthy engines", TimeSpan.FromSeconds(30), async _ =>
            manager.Log.Split("Registered Engine").Length == 4 && (await manager.DockerAsync(_instance, ["info"])).Split("Status: Healthy").Length == 4);
        await manager.DockerAsync(_instance, ["pull", Shell]);
        _manager = manager;
    }
}
