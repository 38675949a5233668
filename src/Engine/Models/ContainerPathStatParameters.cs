namespace Mooring.Engine.Models;

/// <summary>Query of GET, HEAD and PUT /containers/{id}/archive.</summary>
public sealed record ContainerPathStatParameters
{
    /// <summary>Path inside the container; for PUT a directory that exists.</summary>
    public required string Path { get; init; }

    /// <summary>PUT only: a file may take the place of a directory and the other way round.</summary>
    public bool AllowOverwriteDirWithFile { get; init; }
}
