namespace Mooring.Engine.Models;

/// <summary>Reply of GET /exec/{id}/json.</summary>
public sealed record ContainerExecInspectResponse
{
    public string ID { get; init; } = "";

    public bool Running { get; init; }

    /// <summary>Null while it runs.</summary>
    public long? ExitCode { get; init; }

    public string? ContainerID { get; init; }

    public long Pid { get; init; }
}
