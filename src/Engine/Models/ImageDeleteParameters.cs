namespace Mooring.Engine.Models;

/// <summary>Query of DELETE /images/{name}.</summary>
public sealed record ImageDeleteParameters
{
    public bool Force { get; init; }

    /// <summary>Keeps untagged parents.</summary>
    public bool NoPrune { get; init; }
}
