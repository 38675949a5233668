using System.Text;

namespace Mooring.Swarm.CommandLine;

/// <summary>One command of the program: its names, its flags, and the text of its help.</summary>
/// <param name="Name">The word on the command line.</param>
/// <param name="Alias">The one-letter form.</param>
/// <param name="Usage">What it does, in one line.</param>
/// <param name="Flags">The flags it takes besides <c>--help</c>.</param>
/// <param name="TakesDiscovery">Whether it takes a discovery URL as its argument.</param>
public sealed record Command(string Name, string Alias, string Usage, IReadOnlyList<Flag> Flags, bool TakesDiscovery)
{
    internal static readonly Flag Help = new("help", FlagKind.Switch, "show help") { Aliases = ["h"] };

    private const string DiscoveryText = """

        Arguments:
          <discovery>    where the engines are registered [$SWARM_DISCOVERY]
                          * consul://<ip>/<path>
                          * etcd://<ip1>,<ip2>/<path>
                          * file://path/to/file
                          * zk://<ip1>,<ip2>/<path>
                          * token://<host>/<path>/<token>
                          * [nodes://]<ip1>,<ip2>

        """;

    /// <summary>The text of <c>swarm COMMAND --help</c>.</summary>
    public string HelpText()
    {
        var text = new StringBuilder($"Usage: swarm {Name}{(Flags.Count > 0 ? " [OPTIONS]" : "")}{(TakesDiscovery ? " <discovery>" : "")}\n\n{Usage}\n");
        if (TakesDiscovery)
        {
            text.Append(DiscoveryText);
        }

        return text.Append("\nOptions:\n").Append(Describe([.. Flags, Help])).ToString();
    }

    internal static string Describe(IReadOnlyList<Flag> flags)
    {
        var rows = flags.Select(flag => (Names: Names(flag), flag)).ToList();
        var width = rows.Max(row => row.Names.Length) + 4;
        var text = new StringBuilder();
        foreach (var (names, flag) in rows)
        {
            text.Append("  ").Append(names.PadRight(width)).Append(flag.Usage);
            if (flag.Environment is { } variable)
            {
                text.Append(" [$").Append(variable).Append(']');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Names(Flag flag)
    {
        var names = string.Join(", ", new[] { flag.Name }.Concat(flag.Aliases).Select(name => (name.Length == 1 ? "-" : "--") + name));
        return flag.Kind == FlagKind.Switch ? names : $"{names} \"{flag.Default}\"";
    }
}
