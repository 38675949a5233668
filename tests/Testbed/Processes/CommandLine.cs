namespace Mooring.Tests.Testbed.Processes;

/// <summary>A program with its arguments and environment.</summary>
public sealed record CommandLine(string FileName, params IReadOnlyList<string> Arguments)
{
    /// <summary>Variables beside the few every program of a testbed gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Text for standard input, which is empty otherwise.</summary>
    public string StandardInput { get; init; } = "";

    /// <summary>The same program inside the namespaces of a process.</summary>
    public CommandLine InNamespacesOf(int pid, params IReadOnlyList<string> namespaces) => this with
    {
        FileName = "nsenter",
        Arguments = ["--target", $"{pid}", .. namespaces.Select(name => $"--{name}"), "--", FileName, .. Arguments],
    };

    public override string ToString() => string.Join(' ', [FileName, .. Arguments]);
}
