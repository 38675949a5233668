using System.Globalization;

namespace Mooring.Fleet.Snapshots;

/// <summary>
/// The state of a container in words as an engine's list has it, <c>Up 5 minutes (healthy)</c>, computed from the cached facts (moby,
/// <c>container/state.go</c>, and go-units' <c>HumanDuration</c>).
/// </summary>
public static class StatusText
{
    /// <param name="container">The container.</param>
    /// <param name="now">Time on the engine's clock.</param>
    public static string Of(ContainerSnapshot container, DateTimeOffset now) => container.State switch
    {
        "running" => $"Up {Duration(now - container.StartedAt)}{HealthSuffix(container.Health)}",
        "paused" => $"Up {Duration(now - container.StartedAt)} (Paused)",
        "restarting" => string.Create(CultureInfo.InvariantCulture, $"Restarting ({container.ExitCode}) {Duration(now - container.FinishedAt)} ago"),
        "removing" => "Removal In Progress",
        "dead" => "Dead",
        "exited" when container.FinishedAt is not null =>
            string.Create(CultureInfo.InvariantCulture, $"Exited ({container.ExitCode}) {Duration(now - container.FinishedAt)} ago"),
        "created" => "Created",
        _ => "",
    };

    /// <summary>A duration in the words of go-units.</summary>
    public static string Duration(TimeSpan? duration)
    {
        var time = duration ?? TimeSpan.Zero;
        var hours = (int)(time.TotalHours + 0.5);
        return ((int)time.TotalSeconds, (int)time.TotalMinutes) switch
        {
            ( < 1, _) => "Less than a second",
            (1, _) => "1 second",
            ( < 60, _) => Plural((int)time.TotalSeconds, "seconds"),
            (_, 1) => "About a minute",
            (_, < 60) => Plural((int)time.TotalMinutes, "minutes"),
            _ when hours == 1 => "About an hour",
            _ when hours < 48 => Plural(hours, "hours"),
            _ when hours < 24 * 7 * 2 => Plural(hours / 24, "days"),
            _ when hours < 24 * 30 * 2 => Plural(hours / 24 / 7, "weeks"),
            _ when hours < 24 * 365 * 2 => Plural(hours / 24 / 30, "months"),
            _ => Plural((int)time.TotalHours / 24 / 365, "years"),
        };
    }

    private static string Plural(int count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");

    private static string HealthSuffix(string health) => health switch
    {
        "" or "none" => "",
        "starting" => " (health: starting)",
        _ => $" ({health})",
    };
}
