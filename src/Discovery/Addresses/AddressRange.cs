using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Mooring.Discovery.Addresses;

/// <summary>
/// Addresses with ranges of numbers (swarm.md 2.2): <c>10.0.0.[1:3]:2375</c>, <c>h[1:2]-[1:2]:[20:21]375</c>. A range is two numbers in brackets, anywhere
/// and as often as wanted; an IPv6 literal never looks like one, because it has more than one colon. The rightmost range moves fastest.
/// </summary>
public static partial class AddressRange
{
    /// <summary>Most addresses one pattern may stand for.</summary>
    public const int MostAddresses = 65_536;

    /// <summary>Expands a pattern; one without ranges is itself. Every result is an address <see cref="HostPort"/> accepts.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="addresses">The addresses in order.</param>
    /// <param name="error">What is wrong: a range that runs backwards or is too large, or an address that is none.</param>
    public static bool TryExpand(string pattern, [NotNullWhen(true)] out IReadOnlyList<string>? addresses, [NotNullWhen(false)] out string? error)
    {
        addresses = null;
        List<string> expanded = [""];
        var end = 0;
        foreach (Match match in Range.Matches(pattern))
        {
            if (!TryRead(match, expanded.Count, out var first, out var count, out error))
            {
                return false;
            }

            var before = pattern[end..match.Index];
            expanded = [.. expanded.SelectMany(_ => Enumerable.Range(first, count), (head, number) => string.Create(CultureInfo.InvariantCulture, $"{head}{before}{number}"))];
            end = match.Index + match.Length;
        }

        expanded = [.. expanded.Select(head => head + pattern[end..])];
        error = expanded.Select(address => HostPort.TryParse(address, out _, out var flaw) ? null : flaw).FirstOrDefault(flaw => flaw is not null);
        addresses = error is null ? expanded : null;
        return addresses is not null;
    }

    private static bool TryRead(Match match, int multiplied, out int first, out int count, [NotNullWhen(false)] out string? error)
    {
        count = 0;
        if (!int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out first)
            || !int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || (last - (long)first + 1) * multiplied > MostAddresses)
        {
            error = $"range {match.Value} gives more than {MostAddresses} addresses";
            return false;
        }

        error = last < first ? $"range {match.Value} runs backwards" : null;
        count = last - first + 1;
        return error is null;
    }

    [GeneratedRegex(@"\[([0-9]+):([0-9]+)\]")]
    private static partial Regex Range { get; }
}
