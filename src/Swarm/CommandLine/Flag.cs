namespace Mooring.Swarm.CommandLine;

/// <summary>What a flag's value looks like.</summary>
public enum FlagKind
{
    /// <summary>On when named; <c>--x=false</c> turns it off.</summary>
    Switch,

    /// <summary>One value; the last one given counts.</summary>
    Text,

    /// <summary>May be given several times; any use replaces the default.</summary>
    List,
}

/// <summary>One flag of a command.</summary>
/// <param name="Name">The long name, without dashes.</param>
/// <param name="Kind">The form of its value.</param>
/// <param name="Usage">One line for the help text.</param>
/// <param name="Default">The value when absent; a list is written with commas.</param>
/// <param name="Environment">The variable that replaces the default when it is set and not empty.</param>
public sealed record Flag(string Name, FlagKind Kind, string Usage, string Default = "", string? Environment = null)
{
    /// <summary>Other names, such as the one-letter form.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    internal bool Answers(string name) => Name == name || Aliases.Contains(name);
}
