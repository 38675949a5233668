using System.Globalization;

namespace Mooring.Swarm.CommandLine;

/// <summary>The <c>--cluster-opt</c> pairs.</summary>
/// <param name="Overcommit">Share by which capacity is stretched; above -1, below 0 it shrinks.</param>
/// <param name="CreateRetry">How often a failed create is tried again.</param>
public sealed record ClusterOptions(double Overcommit = 0.05, int CreateRetry = 0)
{
    /// <summary>Reads the pairs. Unlike classic Swarm, an unknown key or an unreadable number is refused.</summary>
    /// <exception cref="CommandLineException">A pair is wrong.</exception>
    public static ClusterOptions Read(IReadOnlyList<string> pairs) => pairs.Aggregate(new ClusterOptions(), (options, pair) => pair.Split('=', 2) switch
    {
        ["swarm.overcommit", var text] => options with { Overcommit = ReadOvercommit(text) },
        ["swarm.createretry", var text] => options with { CreateRetry = ReadCreateRetry(text) },
        [_] => throw new CommandLineException("--cluster-opt must contain key=value strings"),
        [var key, ..] => throw new CommandLineException($"unknown --cluster-opt: {key}"),
        [] => options,
    });

    private static double ReadOvercommit(string text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            throw new CommandLineException($"invalid --cluster-opt swarm.overcommit: {text}");
        }

        return value > -1
            ? value
            : throw new CommandLineException(string.Create(CultureInfo.InvariantCulture, $"swarm.overcommit should be larger than -1, {value:F6} is invalid"));
    }

    private static int ReadCreateRetry(string text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw new CommandLineException($"invalid --cluster-opt swarm.createretry: {text}");
        }

        return value >= 0 ? value : throw new CommandLineException($"swarm.createretry can not be negative, {value} is invalid");
    }
}
