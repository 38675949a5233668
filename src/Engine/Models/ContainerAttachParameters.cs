namespace Mooring.Engine.Models;

/// <summary>Query of POST /containers/{id}/attach.</summary>
public sealed record ContainerAttachParameters
{
    public bool Stream { get; init; }

    public bool Stdin { get; init; }

    public bool Stdout { get; init; }

    public bool Stderr { get; init; }

    /// <summary>Also what was written before.</summary>
    public bool Logs { get; init; }

    public string? DetachKeys { get; init; }
}
