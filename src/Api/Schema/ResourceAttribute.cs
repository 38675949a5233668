namespace Mooring.Api.Schema;

/// <summary>Marks a record as the type of a custom resource and names it as the API server does.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ResourceAttribute(string plural, string singular, string shortName) : Attribute
{
    /// <summary>Name in request paths.</summary>
    public string Plural { get; } = plural;

    /// <summary>Name for one, as kubectl prints it.</summary>
    public string Singular { get; } = singular;

    /// <summary>Name for people in a hurry.</summary>
    public string ShortName { get; } = shortName;

    /// <summary>Whether the scale subresource is served over <c>spec.replicas</c>, <c>status.replicas</c> and <c>status.selector</c>.</summary>
    public bool Scale { get; init; }
}
