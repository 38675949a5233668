using System.CommandLine;

namespace Mooring.Tests.Testbed.Commands;

/// <summary><c>down</c>: removes an instance with every trace of it.</summary>
internal static class DownCommand
{
    public static Command Create()
    {
        var name = InstanceOption.Create();
        var command = new Command("down", "Remove an instance with every trace of it; does nothing when there is none") { name };
        command.SetAction(async (parsed, ct) => Console.WriteLine(
            await Site.RemoveAsync(parsed.GetValue(name)!, ct) ? $"removed {parsed.GetValue(name)}" : $"there is no {parsed.GetValue(name)}"));
        return command;
    }
}
