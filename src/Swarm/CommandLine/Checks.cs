using System.Globalization;

namespace Mooring.Swarm.CommandLine;

/// <summary>Checks that several commands share, each with classic Swarm's message.</summary>
internal static class Checks
{
    public const string BadAdvertise = "--advertise should be of the form ip:port or hostname:port";

    /// <summary>A duration flag.</summary>
    public static TimeSpan Duration(FlagValues flags, string name)
    {
        try
        {
            return GoDuration.Parse(flags.Text(name));
        }
        catch (FormatException e)
        {
            throw new CommandLineException($"invalid --{name}: {e.Message}");
        }
    }

    /// <summary>A whole number; what is none counts as 0, as classic Swarm had it for deprecated and retry counts.</summary>
    public static int Number(FlagValues flags, string name) =>
        int.TryParse(flags.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static TimeSpan Heartbeat(FlagValues flags)
    {
        var heartbeat = Duration(flags, "heartbeat");
        return heartbeat >= TimeSpan.FromSeconds(1) ? heartbeat : throw new CommandLineException("--heartbeat should be at least one second");
    }

    /// <summary>The discovery argument, or <c>SWARM_DISCOVERY</c> when there is none.</summary>
    public static string Discovery(FlagValues flags, Func<string, string?> environment, string command, string purpose)
    {
        if (flags.Arguments.Count > 1)
        {
            throw new CommandLineException($"too many arguments: one discovery is expected, got {flags.Arguments.Count}. See 'swarm {command} --help'.");
        }

        var url = flags.Arguments.Count == 1 ? flags.Arguments[0] : environment("SWARM_DISCOVERY");
        return string.IsNullOrEmpty(url)
            ? throw new CommandLineException($"discovery required to {purpose} a cluster. See 'swarm {command} --help'.")
            : url;
    }
}
