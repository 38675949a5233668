using System.Globalization;
using Mooring.Engine.Models;

namespace Mooring.Swarm.Views;

/// <summary>Durations, sizes and states in the words of Docker's own <c>go-units</c> and <c>State.String</c>, which scripts parse.</summary>
public static class HumanText
{
    private static readonly DateTimeOffset LongAgo = new(1971, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] BinaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

    /// <summary>For example <c>About a minute</c>, <c>5 minutes</c>, <c>3 weeks</c>.</summary>
    public static string Duration(TimeSpan duration)
    {
        var hours = (long)(duration.TotalHours + 0.5);
        return ((long)duration.TotalSeconds, (long)duration.TotalMinutes, hours) switch
        {
            ( < 1, _, _) => "Less than a second",
            (1, _, _) => "1 second",
            ( < 60, _, _) => Text((long)duration.TotalSeconds, "seconds"),
            (_, 1, _) => "About a minute",
            (_, < 60, _) => Text((long)duration.TotalMinutes, "minutes"),
            (_, _, 1) => "About an hour",
            (_, _, < 48) => Text(hours, "hours"),
            (_, _, < 24 * 7 * 2) => Text(hours / 24, "days"),
            (_, _, < 24 * 30 * 2) => Text(hours / 24 / 7, "weeks"),
            (_, _, < 24 * 365 * 2) => Text(hours / 24 / 30, "months"),
            _ => Text((long)duration.TotalHours / 24 / 365, "years"),
        };
    }

    /// <summary>Bytes with four digits of precision: <c>24.72GiB</c> as <c>24.72 GiB</c>, <c>20 MiB</c>, <c>0 B</c>.</summary>
    public static string Bytes(long bytes)
    {
        double size = bytes;
        var unit = 0;
        while (size >= 1024 && unit < BinaryUnits.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        return $"{FourDigits(size)} {BinaryUnits[unit]}";
    }

    /// <summary>The <c>Status</c> of a container list: <c>Up 5 minutes (healthy)</c>, <c>Exited (137) 2 hours ago</c>.</summary>
    public static string Status(ContainerState state, DateTimeOffset now)
    {
        if (state.Running)
        {
            var up = Duration(now - (state.StartedAt ?? now));
            return (state.Restarting, state.Paused, state.Health?.Status) switch
            {
                (true, _, _) => string.Create(CultureInfo.InvariantCulture, $"Restarting ({state.ExitCode}) {Since(state.FinishedAt, now)} ago"),
                (_, true, _) => $"Up {up} (Paused)",
                (_, _, "starting") => $"Up {up} (health: starting)",
                (_, _, { } health) when health is not ("" or "none") => $"Up {up} ({health})",
                _ => $"Up {up}",
            };
        }

        return (state.Dead, Began(state.StartedAt), Began(state.FinishedAt)) switch
        {
            (true, _, _) => "Dead",
            (_, false, _) => "Created",
            (_, _, false) => "",
            _ => string.Create(CultureInfo.InvariantCulture, $"Exited ({state.ExitCode}) {Since(state.FinishedAt, now)} ago"),
        };
    }

    /// <summary>One word: running, paused, restarting, exited, created or dead.</summary>
    public static string State(ContainerState state) => state switch
    {
        { Running: true, Restarting: true } => "restarting",
        { Running: true, Paused: true } => "paused",
        { Running: true } => "running",
        { Dead: true } => "dead",
        _ => Began(state.StartedAt) ? "exited" : "created",
    };

    private static string Since(DateTimeOffset? time, DateTimeOffset now) => Duration(now - (time ?? now));

    // Engines write Go's zero time for "never".
    private static bool Began(DateTimeOffset? time) => time > LongAgo;

    private static string Text(long count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");

    private static string FourDigits(double value)
    {
        var digits = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        return Math.Round(value, digits, MidpointRounding.ToEven).ToString("0.###", CultureInfo.InvariantCulture);
    }
}
