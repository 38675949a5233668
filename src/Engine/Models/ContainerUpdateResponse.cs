namespace Mooring.Engine.Models;

/// <summary>Reply of POST /containers/{id}/update.</summary>
public sealed record ContainerUpdateResponse
{
    public IReadOnlyList<string> Warnings { get; init => field = value ?? []; } = [];
}
