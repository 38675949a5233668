namespace Mooring.Engine.Models;

/// <summary>Query of POST /images/{name}/tag.</summary>
public sealed record ImageTagParameters
{
    public required string RepositoryName { get; init; }

    public string? Tag { get; init; }
}
