using System.CommandLine;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Testbed.Commands;

/// <summary><c>up</c>: starts an instance, or completes one that runs.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var name = InstanceOption.Create();
        var subnet = new Option<byte?>("--subnet") { Description = "third part of the network 10.100.x.0/24" };
        var hosts = new Option<int>("--hosts") { Description = "number of Docker hosts", DefaultValueFactory = _ => 3 };
        var engine = new Option<string>("--engine") { Description = "version the engines' begins with, e.g. 20.10 or 28", DefaultValueFactory = _ => "" };
        var detach = new Option<bool>("--detach") { Description = "leave it running until 'down'; otherwise it ends with this command" };
        var command = new Command("up", "Start an instance, or complete one that runs") { name, subnet, hosts, engine, detach };
        command.SetAction(async (parsed, ct) =>
        {
            var options = new TestbedOptions
            {
                Name = parsed.GetValue(name),
                Subnet = parsed.GetValue(subnet),
                Detached = parsed.GetValue(detach),
                Hosts = DemoHosts.Create(parsed.GetValue(hosts), await EnginePrograms.ReleaseOfAsync(parsed.GetValue(engine)!, ct)),
            };
            await RunAsync(options, ct);
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(TestbedOptions options, CancellationToken ct)
    {
        await using var testbed = await TestbedInstance.StartAsync(options, Console.WriteLine, ct);
        Console.WriteLine($"export KUBECONFIG={testbed.ControlPlane.KubeconfigFile}");
        if (options.Detached)
        {
            return;
        }

        Console.WriteLine("press Ctrl-C to remove it");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"removing {testbed.Name}");
        }
    }
}
