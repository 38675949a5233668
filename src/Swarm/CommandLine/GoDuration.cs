using System.Buffers;
using System.Globalization;
using System.Text;

namespace Mooring.Swarm.CommandLine;

/// <summary>Durations as Go's <c>time.ParseDuration</c> and <c>Duration.String</c> have them: <c>1m30s</c>, <c>500ms</c>, <c>-1.5h</c>.</summary>
public static class GoDuration
{
    // The units overlap in their first letters, so the longer ones come first.
    private static readonly (string Unit, decimal Nanoseconds)[] Units =
    [
        ("ns", 1m), ("us", 1e3m), ("µs", 1e3m), ("μs", 1e3m), ("ms", 1e6m), ("s", 1e9m), ("m", 6e10m), ("h", 3.6e12m),
    ];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads a duration.</summary>
    /// <exception cref="FormatException">The text is no duration; the message is Go's, such as <c>time: invalid duration "x"</c>.</exception>
    public static TimeSpan Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            return TimeSpan.Zero;
        }

        if (rest.IsEmpty)
        {
            throw Invalid(text);
        }

        var total = 0m;
        while (!rest.IsEmpty)
        {
            total += ReadNumber(ref rest, text) * ReadUnit(ref rest, text);
            if (total > long.MaxValue)
            {
                throw Invalid(text);
            }
        }

        return TimeSpan.FromTicks((long)(total / 100m) * (negative ? -1 : 1));
    }

    /// <summary>Writes a duration: <c>1m0s</c>, <c>1.5s</c>, <c>500ms</c>, <c>0s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        var size = duration.Duration();
        if (size < TimeSpan.FromSeconds(1))
        {
            var (value, unit) = size < TimeSpan.FromMilliseconds(1) ? (size.TotalMicroseconds, "µs") : (size.TotalMilliseconds, "ms");
            return text.Append(CultureInfo.InvariantCulture, $"{value:0.######}{unit}").ToString();
        }

        var hours = (long)size.TotalHours;
        if (hours > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hours}h");
        }

        if (size >= TimeSpan.FromMinutes(1))
        {
            text.Append(CultureInfo.InvariantCulture, $"{size.Minutes}m");
        }

        var seconds = (decimal)(size.Ticks % TimeSpan.TicksPerMinute) / TimeSpan.TicksPerSecond;
        return text.Append(CultureInfo.InvariantCulture, $"{seconds:0.#######}s").ToString();
    }

    private static decimal ReadNumber(ref ReadOnlySpan<char> rest, string text)
    {
        var length = rest.IndexOfAnyExcept(NumberCharacters);
        var number = length < 0 ? rest : rest[..length];
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > long.MaxValue)
        {
            throw Invalid(text);
        }

        rest = rest[number.Length..];
        return value;
    }

    private static decimal ReadUnit(ref ReadOnlySpan<char> rest, string text)
    {
        var length = rest.IndexOfAny(NumberCharacters);
        var unit = length < 0 ? rest : rest[..length];
        if (unit.IsEmpty)
        {
            throw new FormatException($"time: missing unit in duration \"{text}\"");
        }

        rest = rest[unit.Length..];
        foreach (var (name, nanoseconds) in Units)
        {
            if (unit.SequenceEqual(name))
            {
                return nanoseconds;
            }
        }

        throw new FormatException($"time: unknown unit \"{unit}\" in duration \"{text}\"");
    }

    private static FormatException Invalid(string text) => new($"time: invalid duration \"{text}\"");
}
