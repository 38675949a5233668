namespace Mooring.Engine.Models;

/// <summary>Reply of GET /containers/{id}/top.</summary>
public sealed record ContainerProcessesResponse
{
    public IReadOnlyList<string> Titles { get; init => field = value ?? []; } = [];

    public IReadOnlyList<IReadOnlyList<string>> Processes { get; init => field = value ?? []; } = [];
}
