namespace Mooring.Engine.Models;

/// <summary>Query of GET /images/json.</summary>
public sealed record ImagesListParameters
{
    /// <summary>Also intermediate images.</summary>
    public bool All { get; init; }

    public IDictionary<string, IDictionary<string, bool>>? Filters { get; init; }
}
