namespace Mooring.Api.Schema;

/// <summary>Texts an enum accepts beside the names of its members.</summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class AlsoSpelledAttribute(params string[] texts) : Attribute
{
    /// <summary>The texts.</summary>
    public IReadOnlyList<string> Texts { get; } = texts;
}
