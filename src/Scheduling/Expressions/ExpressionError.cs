namespace Mooring.Scheduling.Expressions;

/// <summary>Why a text is not an expression.</summary>
/// <param name="Text">The text as given.</param>
/// <param name="Fault">The part that is wrong.</param>
/// <param name="Position">Zero-based index into <paramref name="Text"/> of the first wrong character; the text's length when something is missing at its end.</param>
/// <param name="Message">The sentence classic Swarm gives, e.g. <c>Key 'z' is invalid</c>.</param>
/// <param name="Detail">What is wrong with it and where, as a clause for people.</param>
public sealed record ExpressionError(string Text, ExpressionFault Fault, int Position, string Message, string Detail)
{
    /// <summary>Message and detail in one sentence.</summary>
    public override string ToString() => $"{Message}: {Detail}";
}
