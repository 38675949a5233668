namespace Mooring.Api.Schema;

/// <summary>A column of <c>kubectl get</c>, in the order of the attributes.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PrinterColumnAttribute(string name, string type, string jsonPath) : Attribute
{
    /// <summary>The heading.</summary>
    public string Name { get; } = name;

    /// <summary><c>string</c>, <c>integer</c>, <c>boolean</c> or <c>date</c> (shown as age).</summary>
    public string Type { get; } = type;

    /// <summary>Where the value is.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary>Shown with <c>-o wide</c> only.</summary>
    public bool Wide { get; init; }

    /// <summary>What the column says, for API discovery.</summary>
    public string Description { get; init; } = "";
}
