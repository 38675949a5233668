using System.Text.Json.Serialization;
using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>What was observed of a Placement.</summary>
/// <param name="ObservedGeneration">The <c>metadata.generation</c> this status was made from.</param>
/// <param name="DesiredReplicas">How many containers there should be: <c>spec.replicas</c>, or the number of fitting hosts with mode Global.</param>
/// <param name="Replicas">How many there are, in every state and revision.</param>
/// <param name="ReadyReplicas">Running, and healthy where there is a health check.</param>
/// <param name="UpdatedReplicas">Of the current revision.</param>
/// <param name="AvailableReplicas">Ready for at least <c>update.minReadySeconds</c>.</param>
/// <param name="UnavailableReplicas">Wanted and not available.</param>
/// <param name="Selector">The labels of its containers as a selector; read by the scale subresource.</param>
/// <param name="Revision">Hash of the template being rolled out.</param>
/// <param name="Containers">The containers, by name.</param>
/// <param name="Conditions">Scheduled, Progressing, Available and Ready, with Reconciling and Stalled only while true.</param>
/// <param name="Nodes">Hosts of the containers, each once, for <c>kubectl get -o wide</c>. Taken from <paramref name="Containers"/> when not given.</param>
public sealed record PlacementStatus(
    long ObservedGeneration = 0,
    int DesiredReplicas = 0,
    int Replicas = 0,
    int ReadyReplicas = 0,
    int UpdatedReplicas = 0,
    int AvailableReplicas = 0,
    int UnavailableReplicas = 0,
    string Selector = "",
    string Revision = "",
    [ListMap("node", "name")] IReadOnlyList<ContainerStatus>? Containers = null,
    [ListMap("type")] IReadOnlyList<V1Condition>? Conditions = null,
    IReadOnlyList<string>? Nodes = null)
{
    /// <summary>The status of a Placement nobody has looked at.</summary>
    public static PlacementStatus Empty { get; } = new();

    public IReadOnlyList<ContainerStatus> Containers { get; init; } = Containers ?? [];
    public IReadOnlyList<V1Condition> Conditions { get; init; } = Conditions ?? [];
    public IReadOnlyList<string> Nodes { get; init; } =
        Nodes ?? [.. (Containers ?? []).Select(container => container.Node).Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>One container.</summary>
/// <param name="Node">The DockerNode it is on.</param>
/// <param name="Name">Its name on the engine.</param>
/// <param name="Id">Its ID on the engine. Empty until it was created.</param>
/// <param name="State">What it does.</param>
/// <param name="Health">What its health check says.</param>
/// <param name="Ip">Its address on its main network.</param>
/// <param name="Ports">Where its published ports are reached.</param>
/// <param name="Revision">Hash of the template it was made from.</param>
/// <param name="Image">The image as resolved, by digest where it has one.</param>
/// <param name="Restarts">How often the engine has started it again.</param>
/// <param name="LastExit">How it last ended. Absent: it has not.</param>
/// <param name="Message">What keeps it from running. Absent: nothing.</param>
public sealed record ContainerStatus(
    string Node,
    string Name,
    string Id = "",
    ContainerState State = ContainerState.Unknown,
    ContainerHealth Health = ContainerHealth.None,
    string? Ip = null,
    IReadOnlyList<PublishedPort>? Ports = null,
    string Revision = "",
    string? Image = null,
    int Restarts = 0,
    ContainerExit? LastExit = null,
    string? Message = null)
{
    public IReadOnlyList<PublishedPort> Ports { get; init; } = Ports ?? [];
}

/// <summary>What a container does, in the engine's words.</summary>
public enum ContainerState
{
    /// <summary>Not known: its host does not answer.</summary>
    Unknown,

    /// <summary>Decided on, and not yet on the engine.</summary>
    Pending,

    /// <summary>The image is being pulled.</summary>
    Pulling,

    /// <summary>Created, not started.</summary>
    Created,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Frozen.</summary>
    Paused,

    /// <summary>Ended, and about to be started again by the engine.</summary>
    Restarting,

    /// <summary>Being removed.</summary>
    Removing,

    /// <summary>Ended.</summary>
    Exited,

    /// <summary>Could not be removed.</summary>
    Dead,
}

/// <summary>What a health check says, in the engine's words.</summary>
public enum ContainerHealth
{
    /// <summary>There is no check.</summary>
    None,

    /// <summary>Not decided yet.</summary>
    Starting,

    /// <summary>Passing.</summary>
    Healthy,

    /// <summary>Failing.</summary>
    Unhealthy,
}

/// <summary>Where a published port is reached.</summary>
/// <param name="ContainerPort">The port inside.</param>
/// <param name="Address">Where it is reached from outside, <c>host:port</c>.</param>
/// <param name="Protocol">Transport protocol.</param>
/// <param name="Name">Its name in the template.</param>
public sealed record PublishedPort(int ContainerPort, string Address, PortProtocol Protocol = PortProtocol.TCP, string? Name = null);

/// <summary>How a container ended.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="FinishedAt">When.</param>
/// <param name="OutOfMemory">Whether the kernel ended it for want of memory.</param>
/// <param name="Error">What the engine says about a start that failed.</param>
public sealed record ContainerExit(int Code, DateTimeOffset? FinishedAt = null, bool OutOfMemory = false, string? Error = null)
{
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; } = FinishedAt;
}
