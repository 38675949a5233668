using System.CommandLine;

namespace Mooring.Tests.Testbed.Commands;

/// <summary><c>env</c>: the same facts as <c>status</c> as shell assignments, for scripts.</summary>
internal static class EnvCommand
{
    public static Command Create()
    {
        var name = InstanceOption.Create();
        var command = new Command("env", "Print shell assignments for an instance") { name };
        command.SetAction(async (parsed, ct) => await ShowAsync(parsed.GetValue(name)!, ct));
        return command;
    }

    private static async Task<int> ShowAsync(string name, CancellationToken ct)
    {
        if (await TestbedState.ReadAsync(name, ct) is not { Kubeconfig: { } kubeconfig, Registry: { } registry, Hosts: [var host, ..] } state)
        {
            await Console.Error.WriteLineAsync($"{name} is not complete; run 'up' first");
            return 1;
        }

        Console.WriteLine($"TESTBED_STATE='{Path.GetDirectoryName(TestbedState.FileOf(name))}'");
        Console.WriteLine($"TESTBED_KUBECONFIG='{kubeconfig}'");
        Console.WriteLine($"TESTBED_REGISTRY='{registry.Address}'");
        Console.WriteLine($"TESTBED_DOCKER_CONFIG='{registry.DockerConfig}'");
        Console.WriteLine($"TESTBED_CLIENT_CERTIFICATES='{host.Certificates}'");
        Console.WriteLine($"TESTBED_GATEWAY='10.100.{state.Subnet}.1'");
        return 0;
    }
}
