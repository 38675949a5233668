namespace Mooring.Engine.Models;

/// <summary>Query of DELETE /containers/{id}.</summary>
public sealed record ContainerRemoveParameters
{
    /// <summary>Also its anonymous volumes.</summary>
    public bool RemoveVolumes { get; init; }

    /// <summary>Only the link of that name.</summary>
    public bool RemoveLinks { get; init; }

    /// <summary>Kills it first if it runs.</summary>
    public bool Force { get; init; }
}
