using System.Diagnostics;
using Mooring.Tests.Testbed;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Networking;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Testbed;

/// <summary>Instances as wholes: each test starts its own, with as little in it as will do.</summary>
public sealed class InstanceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);
    private static readonly string Program = typeof(TestbedInstance).Assembly.Location;

    [RealFact]
    public async Task Instances_run_side_by_side_and_leave_nothing()
    {
        RealParts.Require();
        var options = new TestbedOptions { ControlPlane = false, Hosts = DemoHosts.Create(1) };
        var started = await Task.WhenAll(TestbedInstance.StartAsync(options), TestbedInstance.StartAsync(options));

        var ids = await Task.WhenAll(started.Select(instance => instance.Hosts[0].DockerAsync(["info", "--format", "{{.ID}}"])));
        var running = started.Select(instance => Traces.Of(instance.Name, instance.Subnet)).ToList();
        foreach (var instance in started)
        {
            await instance.DisposeAsync();
        }

        Assert.NotEqual(ids[0], ids[1]);
        Assert.All(running, Assert.NotEmpty);
        Assert.All(started, instance => Assert.Empty(Traces.Of(instance.Name, instance.Subnet)));
    }

    [RealFact]
    public async Task Instance_obeys_other_processes_and_goes_when_its_owner_is_killed()
    {
        RealParts.Require();
        var name = Unique("orphan");
        using var owner = StartOwner(name);
        var subnet = await RunningAsync(name, owner);

        await CommandAsync("host", "kill", "dockerhost01", "--name", name);
        var status = await CommandAsync("status", "--name", name);
        owner.Kill();

        Assert.Matches(@"API server .* runs\n", status);
        Assert.Matches(@"dockerhost01 .* down\n", status);
        await Wait.UntilAsync("the watchdog to remove it", Soon, () => Traces.Of(name, subnet).Count == 0);
    }

    [RealFact]
    public async Task Instance_replaces_what_a_crashed_one_of_its_name_left()
    {
        RealParts.Require();
        var name = Unique("crashed");
        using var owner = StartOwner(name);
        var subnet = await RunningAsync(name, owner);
        KillWatchdog(name);
        owner.Kill();
        await owner.WaitForExitAsync();
        var left = Traces.Of(name, subnet);

        await using (var again = await TestbedInstance.StartAsync(new TestbedOptions { Name = name, ControlPlane = false, Hosts = DemoHosts.Create(1) }))
        {
            Assert.Equal(subnet, again.Subnet);
            Assert.Equal("", await again.Hosts[0].DockerAsync(["ps", "-aq"]));
        }

        Assert.NotEmpty(left);
        Assert.Empty(Traces.Of(name, subnet));
    }

    [RealFact]
    public async Task Detached_instance_started_twice_keeps_what_runs_and_goes_with_down()
    {
        RealParts.Require();
        var options = new TestbedOptions { Name = Unique("detached"), Detached = true, ControlPlane = false, Hosts = DemoHosts.Create(1) };
        ProcessIdentity? first, second;
        Subnet subnet;
        await using (var instance = await TestbedInstance.StartAsync(options))
        {
            first = instance.Hosts[0].Engine.Running;
            subnet = instance.Subnet;
        }

        await using (var instance = await TestbedInstance.StartAsync(options with { Hosts = DemoHosts.Create(2) }))
        {
            second = instance.Hosts[0].Engine.Running;
            Assert.Equal(2, instance.Hosts.Length);
        }

        await CommandAsync("host", "kill", "dockerhost02", "--name", options.Name);
        var status = await CommandAsync("status", "--name", options.Name);
        await CommandAsync("down", "--name", options.Name);
        var twice = await CommandAsync("down", "--name", options.Name);

        Assert.NotNull(first);
        Assert.Equal(first, second);
        Assert.Matches(@"dockerhost01 .* runs\n", status);
        Assert.Matches(@"dockerhost02 .* down\n", status);
        Assert.Contains("there is no", twice, StringComparison.Ordinal);
        Assert.Empty(Traces.Of(options.Name, subnet));
    }

    // Other runs of the tests may be under way on the same machine.
    private static string Unique(string name) => $"{name}-{Environment.ProcessId}";

    private static Task<string> CommandAsync(params string[] arguments) => Tool.RunAsync("dotnet", [Program, .. arguments]);

    private static Process StartOwner(string name) =>
        Process.Start(new ProcessStartInfo("dotnet", [Program, "up", "--name", name, "--hosts", "1"]) { RedirectStandardOutput = true })!;

    private static async Task<Subnet> RunningAsync(string name, Process owner)
    {
        await Wait.UntilAsync($"{name} to run", Soon, async ct => await owner.StandardOutput.ReadLineAsync(ct) is { } line
            ? line.StartsWith("press", StringComparison.Ordinal)
            : throw new InvalidOperationException($"{name} ended"));
        var state = (await TestbedState.ReadAsync(name))!;
        await Tool.RunAsync("docker", ["--host", $"unix://{state.Hosts[0].Socket}", "info"]);
        return new Subnet(state.Subnet);
    }

    private static void KillWatchdog(string name)
    {
        var file = Path.Combine(Instance.Root, name, "watchdog.pid");
        using var watchdog = Process.GetProcessById(ProcessIdentity.Parse(File.ReadAllText(file)).Pid);
        watchdog.Kill();
    }
}
