using System.CommandLine;

namespace Mooring.Tests.Testbed.Commands;

/// <summary>The option that says which instance a command is about.</summary>
internal static class InstanceOption
{
    public static Option<string> Create() => new("--name")
    {
        Description = "name of the instance",
        DefaultValueFactory = _ => TestbedOptions.DefaultName,
    };
}
