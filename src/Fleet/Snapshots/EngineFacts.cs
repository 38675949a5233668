using Mooring.Engine;

namespace Mooring.Fleet.Snapshots;

/// <summary>What an engine says about itself.</summary>
/// <param name="ID">Identity of the engine; two endpoints with one ID are one engine, or clones that share a key file.</param>
/// <param name="Name">Host name.</param>
/// <param name="Version">Engine version.</param>
/// <param name="ApiVersion">Version negotiated with this client.</param>
public sealed record EngineFacts(string ID, string Name, string Version, ApiVersion ApiVersion)
{
    /// <summary>Highest API version of the engine.</summary>
    public string? EngineApiVersion { get; init; }

    /// <summary>Lowest API version of the engine.</summary>
    public string? MinApiVersion { get; init; }

    public string? OperatingSystem { get; init; }

    /// <summary><c>linux</c> or <c>windows</c>.</summary>
    public string? OsType { get; init; }

    public string? KernelVersion { get; init; }

    public string? Architecture { get; init; }

    public string? StorageDriver { get; init; }

    public string? LoggingDriver { get; init; }

    public string? CgroupVersion { get; init; }

    public string? CgroupDriver { get; init; }

    public bool LiveRestore { get; init; }

    /// <summary>Swarm-mode state: <c>inactive</c>, <c>active</c>, …</summary>
    public string? SwarmState { get; init; }

    /// <summary>Processors; 0 from something that is no engine, such as a classic swarm manager without nodes.</summary>
    public long Cpus { get; init; }

    /// <summary>Memory in bytes.</summary>
    public long Memory { get; init; }

    /// <summary>Engine labels; of a repeated key the first counts.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>Engine labels that are not <c>key=value</c>.</summary>
    public IReadOnlyList<string> MalformedLabels { get; init; } = [];

    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    public IReadOnlyList<string> Runtimes { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Equal in every member, lists compared by content.</summary>
    public bool Equals(EngineFacts? other) => other is not null
        && (ID, Name, Version, ApiVersion, EngineApiVersion, MinApiVersion) == (other.ID, other.Name, other.Version, other.ApiVersion, other.EngineApiVersion, other.MinApiVersion)
        && (OperatingSystem, OsType, KernelVersion, Architecture) == (other.OperatingSystem, other.OsType, other.KernelVersion, other.Architecture)
        && (StorageDriver, LoggingDriver, CgroupVersion, CgroupDriver) == (other.StorageDriver, other.LoggingDriver, other.CgroupVersion, other.CgroupDriver)
        && (LiveRestore, SwarmState, Cpus, Memory) == (other.LiveRestore, other.SwarmState, other.Cpus, other.Memory)
        && Labels.Count == other.Labels.Count && Labels.All(label => other.Labels.GetValueOrDefault(label.Key) == label.Value)
        && MalformedLabels.SequenceEqual(other.MalformedLabels) && SecurityOptions.SequenceEqual(other.SecurityOptions)
        && Runtimes.SequenceEqual(other.Runtimes) && Warnings.SequenceEqual(other.Warnings);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ID, Name, Version, Cpus, Memory);
}
