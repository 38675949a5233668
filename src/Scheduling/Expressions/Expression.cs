using System.Diagnostics.CodeAnalysis;

namespace Mooring.Scheduling.Expressions;

/// <summary>
/// One scheduling expression of classic Swarm, <c>KEY==VALUE</c> or <c>KEY!=VALUE</c>. A value is a text, a glob in which only <c>*</c> is special, or
/// a <c>/regular expression/</c> that may match anywhere; values compare case-sensitively. A value that begins with <c>~</c> is soft: a wish, not a demand.
/// </summary>
public sealed class Expression : IEquatable<Expression>
{
    private readonly Pattern _pattern;

    private Expression(string key, bool negated, bool soft, string value, Pattern pattern)
    {
        Key = key;
        Negated = negated;
        Soft = soft;
        Value = value;
        _pattern = pattern;
    }

    /// <summary>What is looked at: <c>node</c>, <c>container</c>, <c>image</c>, or the name of a label. Case-sensitive.</summary>
    public string Key { get; }

    /// <summary>True for <c>!=</c>.</summary>
    public bool Negated { get; }

    /// <summary>True when the value was written with a leading <c>~</c>.</summary>
    public bool Soft { get; }

    /// <summary>The value without the tilde of a soft expression.</summary>
    public string Value { get; }

    /// <summary>The expression without its tilde, as classic Swarm prints it in errors.</summary>
    public string Bare => $"{Key}{(Negated ? "!=" : "==")}{Value}";

    /// <summary>The value when it matches that very text only, and nothing else; null for a glob or a regular expression.</summary>
    internal string? Literal => _pattern.Literal;

    /// <summary>Reads an expression. Total: any text gives an expression or an error, never an exception.</summary>
    /// <param name="text">For example <c>zone==external</c>, <c>name!=web*</c>, <c>kernelversion==/6\..*/</c>, <c>zone==~a</c>.</param>
    /// <param name="expression">The expression when the text is one.</param>
    /// <param name="error">What is wrong, and where, when it is not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Expression? expression, [NotNullWhen(false)] out ExpressionError? error)
    {
        expression = null;
        error = null;
        // "==" is looked for first wherever it stands, so that "a!=b==c" has the (invalid) key "a!=b".
        var at = text.IndexOf("==", StringComparison.Ordinal);
        var negated = at < 0;
        at = negated ? text.IndexOf("!=", StringComparison.Ordinal) : at;
        if (at < 0)
        {
            error = new(text, ExpressionFault.Operator, text.Length, "One of operator ==, != is expected", "neither is in the text");
            return false;
        }

        var key = text[..at];
        var raw = text[(at + 2)..];
        if (Grammar.FlawOfKey(key) is { } badKey)
        {
            error = new(text, ExpressionFault.Key, badKey.At, $"Key '{key}' is invalid", badKey.Why);
            return false;
        }

        if (Grammar.FlawOfValue(raw) is { } badValue)
        {
            error = new(text, ExpressionFault.Value, at + 2 + badValue.At, $"Value '{raw}' is invalid", badValue.Why);
            return false;
        }

        var soft = raw[0] == '~';
        var value = soft ? raw[1..] : raw;
        if (!Pattern.TryCreate(value, out var pattern, out var flaw))
        {
            error = new(text, ExpressionFault.Pattern, at + 2 + (soft ? 1 : 0), $"Value '{raw}' is invalid", flaw);
            return false;
        }

        expression = new(key, negated, soft, value, pattern);
        return true;
    }

    /// <summary>Whether one candidate satisfies the expression, the operator included. An absent thing is the empty text.</summary>
    public bool Matches(string candidate) => _pattern.Matches(candidate) != Negated;

    /// <summary><c>==</c>: any candidate matches; <c>!=</c>: none does.</summary>
    public bool Matches(IEnumerable<string> candidates) => candidates.Any(_pattern.Matches) != Negated;

    /// <inheritdoc/>
    public bool Equals(Expression? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Expression);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The text that parses to this expression.</summary>
    public override string ToString() => $"{Key}{(Negated ? "!=" : "==")}{(Soft ? "~" : "")}{Value}";
}
