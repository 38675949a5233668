using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mooring.Scheduling.Expressions;

/// <summary>The right-hand side of an expression, compiled: a text, a glob, or a regular expression.</summary>
internal sealed class Pattern
{
    private readonly Regex? _regex;
    private readonly string[] _pieces;

    private Pattern(Regex? regex, string[] pieces)
    {
        _regex = regex;
        _pieces = pieces;
    }

    /// <summary>The only text that matches, if there is only one.</summary>
    public string? Literal => _pieces is [var only] ? only : null;

    public static bool TryCreate(string value, [NotNullWhen(true)] out Pattern? pattern, [NotNullWhen(false)] out string? flaw)
    {
        flaw = null;
        pattern = null;
        if (value is not ['/', .. var inner, '/'])
        {
            pattern = new(null, value.Split('*'));
            return true;
        }

        try
        {
            // As RE2 in the original: matching time is linear in the candidate, look-around and back references do not exist.
            pattern = new(new Regex(inner, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), []);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            flaw = e.Message;
            return false;
        }
    }

    public bool Matches(string candidate) => _regex?.IsMatch(candidate) ?? MatchesPieces(candidate);

    /// <summary>The first piece begins the candidate, the last one ends it, those between follow each other with any gap.</summary>
    private bool MatchesPieces(string candidate)
    {
        if (_pieces.Length == 1)
        {
            return candidate == _pieces[0];
        }

        var first = _pieces[0];
        var last = _pieces[^1];
        if (candidate.Length < first.Length + last.Length
            || !candidate.StartsWith(first, StringComparison.Ordinal)
            || !candidate.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = candidate.AsSpan(first.Length, candidate.Length - first.Length - last.Length);
        foreach (var piece in _pieces.AsSpan(1, _pieces.Length - 2))
        {
            var at = rest.IndexOf(piece, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + piece.Length)..];
        }

        return true;
    }
}
