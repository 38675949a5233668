using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>
/// A span of time written as Go writes it: <c>90s</c>, <c>1h30m</c>, <c>500ms</c>. Whole nanoseconds, about 292 years either way.
/// Equal when the length is equal, however it was written.
/// </summary>
/// <remarks>Follows <c>time.ParseDuration</c>; the canonical text leaves out the zero units that Go prints, so <c>5m</c> stays <c>5m</c>.</remarks>
[JsonConverter(typeof(GoDurationConverter))]
public sealed record GoDuration : IComparable<GoDuration>
{
    private static readonly (string Name, long Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000),
        ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    private GoDuration(long nanoseconds) => Nanoseconds = nanoseconds;

    /// <summary>No time at all.</summary>
    public static GoDuration Zero { get; } = new(0);

    /// <summary>The length in nanoseconds; negative for a span into the past.</summary>
    public long Nanoseconds { get; }

    /// <summary>A whole number of seconds.</summary>
    public static GoDuration FromSeconds(long seconds) => new(checked(seconds * 1_000_000_000));

    /// <summary>A whole number of minutes.</summary>
    public static GoDuration FromMinutes(long minutes) => FromSeconds(checked(minutes * 60));

    /// <summary>A whole number of hours.</summary>
    public static GoDuration FromHours(long hours) => FromSeconds(checked(hours * 3600));

    /// <summary>The same span. Throws <see cref="OverflowException"/> past 292 years.</summary>
    public static GoDuration FromTimeSpan(TimeSpan span) => new(checked(span.Ticks * 100));

    /// <summary>The span named by <paramref name="text"/>. Throws <see cref="FormatException"/> when it is not a duration.</summary>
    public static GoDuration Parse(string text) =>
        TryParse(text, out var duration) ? duration : throw new FormatException($"'{text}' is not a duration; write it like 90s, 1h30m or 500ms");

    /// <summary>Reads a sequence of number and unit, such as <c>1h15m30.5s</c>; a lone <c>0</c> needs no unit.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GoDuration? duration)
    {
        duration = null;
        var rest = (text ?? "").AsSpan();
        var negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
        {
            rest = rest[1..];
        }

        if (rest is "0")
        {
            duration = Zero;
            return true;
        }

        if (rest.IsEmpty)
        {
            return false;
        }

        BigInteger total = 0;
        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out var part))
            {
                return false;
            }

            total += part;
        }

        total = negative ? -total : total;
        duration = total >= long.MinValue && total <= long.MaxValue ? new GoDuration((long)total) : null;
        return duration is not null;
    }

    /// <summary>The same span, cut to 100 ns.</summary>
    public TimeSpan ToTimeSpan() => new(Nanoseconds / 100);

    /// <inheritdoc/>
    public int CompareTo(GoDuration? other) => other is null ? 1 : Nanoseconds.CompareTo(other.Nanoseconds);

    public static bool operator <(GoDuration left, GoDuration right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(GoDuration left, GoDuration right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(GoDuration left, GoDuration right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(GoDuration left, GoDuration right) => left.Nanoseconds >= right.Nanoseconds;

    /// <summary>The shortest text of the span that Go reads back: <c>1h30m</c>, <c>1m30s</c>, <c>1.5ms</c>, <c>0s</c>.</summary>
    public override string ToString()
    {
        // Unsigned, because the magnitude of the most negative value does not fit a signed number.
        var left = Nanoseconds < 0 ? (ulong)(-(Nanoseconds + 1)) + 1 : (ulong)Nanoseconds;
        if (left == 0)
        {
            return "0s";
        }

        var text = new StringBuilder(Nanoseconds < 0 ? "-" : "");
        if (left < 1_000_000_000)
        {
            var (unit, size) = left < 1_000 ? ("ns", 1UL) : left < 1_000_000 ? ("µs", 1_000UL) : ("ms", 1_000_000UL);
            return text.Append(Decimal(left, size)).Append(unit).ToString();
        }

        var (hours, afterHours) = Math.DivRem(left, 3_600_000_000_000UL);
        var (minutes, seconds) = Math.DivRem(afterHours, 60_000_000_000UL);
        text.Append(hours > 0 ? $"{hours}h" : "").Append(minutes > 0 ? $"{minutes}m" : "");
        return text.Append(seconds > 0 ? Decimal(seconds, 1_000_000_000UL) + "s" : "").ToString();
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, out BigInteger nanoseconds)
    {
        nanoseconds = 0;
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length : end;
        var whole = rest[..digits];
        rest = rest[digits..];
        var fraction = ReadOnlySpan<char>.Empty;
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            var places = rest.IndexOfAnyExceptInRange('0', '9') is var stop && stop < 0 ? rest.Length : stop;
            fraction = rest[..places];
            rest = rest[places..];
        }

        if (whole.IsEmpty && fraction.IsEmpty)
        {
            return false;
        }

        var length = 0;
        while (length < rest.Length && rest[length] != '.' && !char.IsAsciiDigit(rest[length]))
        {
            length++;
        }

        var name = rest[..length].ToString();
        rest = rest[length..];
        if (Array.Find(Units, unit => unit.Name == name) is not { Nanoseconds: > 0 } unit)
        {
            return false;
        }

        var scale = BigInteger.Pow(10, fraction.Length);
        nanoseconds = ((Number(whole) * scale) + Number(fraction)) * unit.Nanoseconds / scale;
        return true;
    }

    private static BigInteger Number(ReadOnlySpan<char> digits) =>
        digits.IsEmpty ? 0 : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Decimal(ulong value, ulong unit)
    {
        var (whole, part) = Math.DivRem(value, unit);
        var places = unit.ToString(CultureInfo.InvariantCulture).Length - 1;
        return part == 0
            ? whole.ToString(CultureInfo.InvariantCulture)
            : $"{whole}.{part.ToString(CultureInfo.InvariantCulture).PadLeft(places, '0').TrimEnd('0')}";
    }
}
