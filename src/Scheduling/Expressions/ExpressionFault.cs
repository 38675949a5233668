namespace Mooring.Scheduling.Expressions;

/// <summary>Which part of an expression is wrong.</summary>
public enum ExpressionFault
{
    /// <summary>Neither <c>==</c> nor <c>!=</c> is in the text.</summary>
    Operator,

    /// <summary>The key is shorter than two characters or holds a character that keys may not hold.</summary>
    Key,

    /// <summary>The value is empty, is a lone <c>/</c>, or holds a character that values may not hold.</summary>
    Value,

    /// <summary>The value is a <c>/regular expression/</c> that does not compile.</summary>
    Pattern,
}
