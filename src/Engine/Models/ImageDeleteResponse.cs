namespace Mooring.Engine.Models;

/// <summary>One line of what an image removal did; one of the two is set.</summary>
public sealed record ImageDeleteResponse
{
    public string? Untagged { get; init; }

    public string? Deleted { get; init; }
}
