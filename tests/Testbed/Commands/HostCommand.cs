using System.CommandLine;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Testbed.Commands;

/// <summary><c>host VERB NAME</c>: what can happen to a Docker host.</summary>
internal static class HostCommand
{
    private sealed record Verb(string Name, string Description, Func<DockerHost, CancellationToken, Task> Act);

    private static readonly Verb[] Verbs =
    [
        new("kill", "Kill the engine (SIGKILL)", (host, ct) => host.KillAsync(ct)),
        new("hang", "Make the engine accept connections and never answer (SIGSTOP)", (host, _) => Run(host.Hang)),
        new("resume", "End hang", (host, _) => Run(host.Resume)),
        new("stop", "Stop the engine", (host, ct) => host.StopAsync(ct)),
        new("start", "Start the engine, and the machine if it is off", (host, ct) => host.StartAsync(ct)),
        new("restart", "Stop and start the engine", (host, ct) => host.RestartAsync(ct)),
        new("partition", "Take the host off the network", (host, ct) => host.PartitionAsync(ct)),
        new("heal", "End partition", (host, ct) => host.HealAsync(ct)),
        new("poweroff", "End every process of the host, as a power cut does", (host, ct) => host.PowerOffAsync(ct)),
    ];

    public static Command Create()
    {
        var command = new Command("host", "Do something to a Docker host");
        foreach (var verb in Verbs)
        {
            command.Add(Create(verb));
        }

        return command;
    }

    private static Command Create(Verb verb)
    {
        var host = new Argument<string>("host") { Description = "name of the host, e.g. dockerhost01" };
        var name = InstanceOption.Create();
        var command = new Command(verb.Name, verb.Description) { host, name };
        command.SetAction(async (parsed, ct) =>
        {
            await using var testbed = await TestbedInstance.AttachAsync(parsed.GetValue(name)!, ct)
                ?? throw new InvalidOperationException($"there is no instance {parsed.GetValue(name)}");
            await verb.Act(testbed.Host(parsed.GetValue(host)!), ct);
        });
        return command;
    }

    private static Task Run(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
