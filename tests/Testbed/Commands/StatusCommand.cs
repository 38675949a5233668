using System.CommandLine;

namespace Mooring.Tests.Testbed.Commands;

/// <summary><c>status</c>: what an instance consists of and what of it runs.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var name = InstanceOption.Create();
        var command = new Command("status", "Show what an instance consists of and what of it runs") { name };
        command.SetAction(async (parsed, ct) => await ShowAsync(parsed.GetValue(name)!, ct));
        return command;
    }

    private static async Task<int> ShowAsync(string name, CancellationToken ct)
    {
        await using var testbed = await TestbedInstance.AttachAsync(name, ct);
        if (testbed is null)
        {
            Console.WriteLine($"there is no {name}");
            return 1;
        }

        Console.WriteLine($"state         {TestbedState.FileOf(name)}");
        Console.WriteLine($"KUBECONFIG    {testbed.ControlPlane.KubeconfigFile}");
        Show("API server", testbed.ControlPlane.ApiServer.Url.OriginalString, testbed.ControlPlane.ApiServer.Process.Running is not null);
        Show("etcd", testbed.ControlPlane.Etcd.Endpoint.OriginalString, testbed.ControlPlane.Etcd.Process.Running is not null);
        Show("registry", testbed.Registry.Address, testbed.Registry.Process.Running is not null);
        foreach (var host in testbed.Hosts)
        {
            Show(host.Name, host.Endpoint.OriginalString, host.Engine.Running is not null);
            Console.WriteLine($"              DOCKER_CERT_PATH={host.ClientCertificates}");
        }

        return 0;
    }

    private static void Show(string what, string where, bool runs) => Console.WriteLine($"{what,-13} {where,-28} {(runs ? "runs" : "down")}");
}
