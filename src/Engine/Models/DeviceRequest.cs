namespace Mooring.Engine.Models;

/// <summary>Devices that a driver hands out, such as GPUs.</summary>
public sealed record DeviceRequest
{
    public string? Driver { get; init; }

    /// <summary>How many; -1 for all. Excludes <see cref="DeviceIDs"/>.</summary>
    public int? Count { get; init; }

    public IReadOnlyList<string>? DeviceIDs { get; init; }

    /// <summary>Alternatives, each a list of capabilities that must come together: <c>[["gpu"]]</c>.</summary>
    public IReadOnlyList<IReadOnlyList<string>>? Capabilities { get; init; }

    public IDictionary<string, string>? Options { get; init; }
}
