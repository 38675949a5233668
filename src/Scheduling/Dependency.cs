namespace Mooring.Scheduling;

/// <summary>A container that must be on the same node (swarm.md 4.5), as the client wrote it.</summary>
/// <param name="Option">The option that names it, without dashes: <c>volumes-from</c>, <c>link</c>, <c>net</c>, <c>ipc</c> or <c>pid</c>.</param>
/// <param name="Value">The option's value: <c>db:ro</c>, <c>db:alias</c>, <c>container:db</c>.</param>
public sealed record Dependency(string Option, string Value)
{
    private const string ContainerPrefix = "container:";

    /// <summary>The reference inside the value: what follows <c>container:</c>, or what precedes the first colon.</summary>
    public string Container => IsContainerMode(Value)
        ? Value[ContainerPrefix.Length..]
        : Value.Split(':', 2)[0];

    /// <summary>Whether a network, IPC or PID mode joins another container's.</summary>
    public static bool IsContainerMode(string? mode) => mode?.StartsWith(ContainerPrefix, StringComparison.Ordinal) ?? false;

    /// <summary>As on a command line: <c>--link=db:alias</c>.</summary>
    public override string ToString() => $"--{Option}={Value}";
}
