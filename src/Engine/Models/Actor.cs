namespace Mooring.Engine.Models;

/// <summary>What an event happened to.</summary>
public sealed record Actor
{
    public string ID { get; init => field = value ?? ""; } = "";

    /// <summary>Labels of the object, and facts such as <c>exitCode</c>, <c>name</c>, <c>image</c>.</summary>
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }
}
