using Mooring.Tests.Testbed.Networking;

namespace Mooring.Tests.Testbed;

/// <summary>What sets one testbed apart from others on the same machine: its name, its addresses and its folder.</summary>
public sealed record Instance(string Name, Subnet Subnet)
{
    /// <summary>The variable which carries <see cref="Name"/> in the environment of each process of the instance.</summary>
    public const string EnvironmentVariable = "MOORING_TESTBED";

    /// <summary>Where instances keep their files: a real disk, because engines' overlay file systems need one.</summary>
    public const string Root = "/var/lib/mooring-testbed";

    /// <summary>Everything the instance writes.</summary>
    public string Directory => Path.Combine(Root, Name);

    /// <summary>The control group under which all its containers run.</summary>
    public string ControlGroup => $"mooring-testbed-{Subnet.Number}";
}
