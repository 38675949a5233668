namespace Mooring.Swarm.CommandLine;

/// <summary>The flags and positional arguments given to one command, by the rules of Go's <c>flag</c> package: <c>-x</c> equals <c>--x</c>.</summary>
public sealed class FlagValues
{
    private readonly IReadOnlyList<Flag> _flags;
    private readonly Func<string, string?> _environment;
    private readonly Dictionary<string, List<string>> _given = [];

    private FlagValues(IReadOnlyList<Flag> flags, Func<string, string?> environment)
    {
        _flags = flags;
        _environment = environment;
    }

    /// <summary>What follows the flags.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Reads flags up to the first argument that is none, or up to <c>--</c>.</summary>
    /// <exception cref="CommandLineException">A flag is unknown, lacks its value, or a switch has a value that is no truth value.</exception>
    public static FlagValues Parse(IReadOnlyList<Flag> flags, IReadOnlyList<string> args, Func<string, string?> environment)
    {
        var values = new FlagValues(flags, environment);
        var at = 0;
        while (at < args.Count && args[at].Length > 1 && args[at][0] == '-')
        {
            var text = args[at++];
            if (text == "--")
            {
                break;
            }

            at = values.Read(text[1] == '-' ? text[2..] : text[1..], args, at);
        }

        values.Arguments = [.. args.Skip(at)];
        return values;
    }

    /// <summary>True if the flag was given as an argument; the environment does not count.</summary>
    public bool IsSet(string name) => _given.ContainsKey(name);

    /// <summary>The value of a text flag.</summary>
    public string Text(string name) => _given.TryGetValue(name, out var given) ? given[^1] : Fallback(Find(name)!);

    /// <summary>The values of a list flag.</summary>
    public IReadOnlyList<string> List(string name) =>
        _given.TryGetValue(name, out var given) ? given
        : [.. Fallback(Find(name)!).Split(',', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>True if a switch is on.</summary>
    public bool IsOn(string name) => TryParseBool(Text(name), out var on) && on;

    private int Read(string text, IReadOnlyList<string> args, int next)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        var value = equals < 0 ? null : text[(equals + 1)..];
        if (name.Length == 0 || name[0] == '-')
        {
            throw new CommandLineException($"bad flag syntax: {args[next - 1]}", showUsage: true);
        }

        var flag = Find(name) ?? throw new CommandLineException($"flag provided but not defined: -{name}", showUsage: true);
        if (flag.Kind == FlagKind.Switch)
        {
            value ??= "true";
            if (!TryParseBool(value, out _))
            {
                throw new CommandLineException($"invalid boolean value \"{value}\" for -{name}: parse error", showUsage: true);
            }
        }
        else if (value is null)
        {
            value = next < args.Count ? args[next++] : throw new CommandLineException($"flag needs an argument: -{name}", showUsage: true);
        }

        if (!_given.TryGetValue(flag.Name, out var values))
        {
            _given[flag.Name] = values = [];
        }

        values.Add(value);
        return next;
    }

    private Flag? Find(string name) => _flags.FirstOrDefault(flag => flag.Answers(name));

    private string Fallback(Flag flag) =>
        flag.Environment is { } variable && _environment(variable) is { Length: > 0 } value ? value : flag.Default;

    private static bool TryParseBool(string text, out bool value)
    {
        value = text is "1" or "t" or "T" or "TRUE" or "true" or "True";
        return value || text is "0" or "f" or "F" or "FALSE" or "false" or "False";
    }
}
