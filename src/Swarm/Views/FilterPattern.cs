using System.Text.RegularExpressions;

namespace Mooring.Swarm.Views;

/// <summary>Values of a filter that are regular expressions searched anywhere, as engines have it for names and IDs.</summary>
public sealed class FilterPattern
{
    private readonly IReadOnlyList<string> _texts;
    private readonly List<Regex> _patterns = [];

    /// <summary>Prepares the values; one that is no regular expression matches only itself.</summary>
    public FilterPattern(IReadOnlyList<string> values)
    {
        _texts = values;
        foreach (var value in values)
        {
            try
            {
                // Without backtracking no value can take longer than the text is long.
                _patterns.Add(new(value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            }
            catch (Exception e) when (e is ArgumentException or NotSupportedException)
            {
                continue;
            }
        }
    }

    /// <summary>True if there is no value, or one that matches.</summary>
    public bool Matches(string text) => _texts.Count == 0 || _texts.Contains(text) || _patterns.Exists(pattern => pattern.IsMatch(text));
}
