using System.Text.Json.Serialization;
using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>What was observed of a Cluster.</summary>
/// <param name="ObservedGeneration">The <c>metadata.generation</c> this status was made from.</param>
/// <param name="Ca">The CA in use. Absent until there is one.</param>
/// <param name="ClientSecretName">
/// Secret with a client pair for people: <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>, ready for <c>DOCKER_CERT_PATH</c>.
/// </param>
/// <param name="Nodes">How many hosts are members.</param>
/// <param name="Managers">The managers, by host.</param>
/// <param name="Endpoint">Address of the cluster's Docker API for people, ready for <c>DOCKER_HOST</c>.</param>
/// <param name="Discovery">How the discovery store does.</param>
/// <param name="Conditions">CAReady, DiscoveryReady, AgentsReady, ManagersReady and Ready, with Reconciling and Stalled only while true.</param>
public sealed record ClusterStatus(
    long ObservedGeneration = 0,
    CaStatus? Ca = null,
    string? ClientSecretName = null,
    NodeCounts? Nodes = null,
    [ListMap("node")] IReadOnlyList<ManagerStatus>? Managers = null,
    string? Endpoint = null,
    DiscoveryStatus? Discovery = null,
    [ListMap("type")] IReadOnlyList<V1Condition>? Conditions = null)
{
    /// <summary>The status of a Cluster nobody has looked at.</summary>
    public static ClusterStatus Empty { get; } = new();

    public IReadOnlyList<ManagerStatus> Managers { get; init; } = Managers ?? [];
    public IReadOnlyList<V1Condition> Conditions { get; init; } = Conditions ?? [];
}

/// <summary>The CA in use.</summary>
/// <param name="Subject">Distinguished name.</param>
/// <param name="Fingerprint">SHA-256 of the certificate (DER), lower-case hexadecimal.</param>
/// <param name="NotAfter">End of its validity.</param>
/// <param name="DaysLeft">Whole days until <paramref name="NotAfter"/>, negative afterwards. Changes once a day.</param>
public sealed record CaStatus(string Subject = "", string Fingerprint = "", DateTimeOffset? NotAfter = null, int DaysLeft = 0)
{
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? NotAfter { get; init; } = NotAfter;
}

/// <summary>How many hosts are members of a Cluster.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Ready">Those whose DockerNode is Ready.</param>
public sealed record NodeCounts(int Total = 0, int Ready = 0);

/// <summary>One manager.</summary>
/// <param name="Node">The DockerNode it runs on.</param>
/// <param name="Role">Whether it leads. Absent while it does not answer.</param>
/// <param name="Address">Where it listens, <c>host:port</c>.</param>
public sealed record ManagerStatus(string Node, ManagerRole? Role = null, string Address = "");

/// <summary>Whether a manager leads.</summary>
public enum ManagerRole
{
    /// <summary>Passes requests on to the primary.</summary>
    Replica,

    /// <summary>Serves requests.</summary>
    Primary,
}

/// <summary>How the discovery store does.</summary>
/// <param name="Healthy">Whether it answers.</param>
/// <param name="Registered">How many engines are registered.</param>
public sealed record DiscoveryStatus(bool Healthy = false, int Registered = 0);
