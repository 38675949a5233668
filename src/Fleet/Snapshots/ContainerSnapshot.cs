namespace Mooring.Fleet.Snapshots;

/// <summary>One container at one moment, from its latest inspection.</summary>
/// <param name="ID">Full ID.</param>
/// <param name="Name">Name without slash.</param>
public sealed record ContainerSnapshot(string ID, string Name)
{
    /// <summary>All names without slash; links add more.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Reference that it was created from.</summary>
    public string Image { get; init; } = "";

    public string ImageID { get; init; } = "";

    /// <summary>Command line as a list shows it.</summary>
    public string Command { get; init; } = "";

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.</summary>
    public string State { get; init; } = "";

    /// <summary><c>starting</c>, <c>healthy</c>, <c>unhealthy</c>, or empty without a health check.</summary>
    public string Health { get; init; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>Ports in use as the engine published them; those of a stopped container are only in <see cref="PortBindings"/>.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>Ports asked for in the host configuration.</summary>
    public IReadOnlyList<PublishedPort> PortBindings { get; init; } = [];

    /// <summary>Exposed ports, <c>80/tcp</c> each.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    public IReadOnlyList<ContainerNetwork> Networks { get; init; } = [];

    public string NetworkMode { get; init; } = "";

    /// <summary>Restart policy name; empty means <c>no</c>.</summary>
    public string RestartPolicy { get; init; } = "";

    public ContainerResources Resources { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>Null if it never started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Null if it never ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    public long ExitCode { get; init; }

    /// <summary>What the engine says went wrong, such as a failed start; empty if nothing.</summary>
    public string Error { get; init; } = "";

    public bool OomKilled { get; init; }

    public long RestartCount { get; init; }

    /// <summary>True for running, paused and restarting containers: those that hold their ports.</summary>
    public bool IsUp => State is "running" or "paused" or "restarting";

    /// <summary>Equal in every member, lists compared by content.</summary>
    public bool Equals(ContainerSnapshot? other) => other is not null
        && (ID, Name, Image, ImageID, Command, State, Health) == (other.ID, other.Name, other.Image, other.ImageID, other.Command, other.State, other.Health)
        && (NetworkMode, RestartPolicy, Resources, Error, OomKilled) == (other.NetworkMode, other.RestartPolicy, other.Resources, other.Error, other.OomKilled)
        && (Created, StartedAt, FinishedAt, ExitCode, RestartCount) == (other.Created, other.StartedAt, other.FinishedAt, other.ExitCode, other.RestartCount)
        && Names.SequenceEqual(other.Names) && Ports.SequenceEqual(other.Ports) && PortBindings.SequenceEqual(other.PortBindings)
        && ExposedPorts.SequenceEqual(other.ExposedPorts) && Mounts.SequenceEqual(other.Mounts) && Networks.SequenceEqual(other.Networks)
        && Labels.Count == other.Labels.Count
        && Labels.All(label => other.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ID, State, Health, StartedAt, RestartCount);

    /// <summary>Name and state, for logs.</summary>
    public override string ToString() => $"{Name} {State}";
}
