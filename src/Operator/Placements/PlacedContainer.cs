using Mooring.Api;

namespace Mooring.Operator.Placements;

/// <summary>A container of a placement, as its engine shows it.</summary>
/// <param name="Node">Name of the DockerNode.</param>
/// <param name="Id">Full container ID.</param>
/// <param name="Name">Container name without the leading slash.</param>
/// <param name="Slot">The slot it fills, from its label.</param>
/// <param name="Revision">The revision it was made from, from its label.</param>
/// <param name="State">Engine state: created, running, paused, restarting, removing, exited, dead.</param>
/// <param name="Health">Health check state, or null without a health check.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="StartedAt">When it was last started; null when never.</param>
/// <param name="FinishedAt">When it last ended; null when never.</param>
/// <param name="ExitCode">Exit code of the last end.</param>
/// <param name="RestartCount">Restarts by the engine's restart policy.</param>
/// <param name="Ip">Its address on its first network.</param>
/// <param name="Ports">Where its ports can be reached.</param>
/// <param name="Image">The image it was made from.</param>
public sealed record PlacedContainer(
    string Node,
    string Id,
    string Name,
    string Slot,
    string Revision,
    string State,
    string? Health = null,
    DateTimeOffset CreatedAt = default,
    DateTimeOffset? StartedAt = null,
    DateTimeOffset? FinishedAt = null,
    int ExitCode = 0,
    int RestartCount = 0,
    string? Ip = null,
    IReadOnlyList<PublishedPort>? Ports = null,
    string? Image = null)
{
    /// <summary>Where its ports can be reached.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = Ports ?? [];

    /// <summary>Whether it runs and its health check, if any, passes.</summary>
    public bool Ready => State == "running" && Health is null or "none" or "healthy";

    /// <summary>Where its removal is tracked when another container fills its slot.</summary>
    public string RemovalSlot => $"{Slot}/{Id}";
}
