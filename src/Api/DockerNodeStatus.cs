using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>What was observed on a host. Holds only what stays the same on an idle, healthy host, so that such a host causes no writes.</summary>
/// <param name="ObservedGeneration">The <c>metadata.generation</c> this status was made from.</param>
/// <param name="Engine">Facts the engine states about itself. Absent until the first contact.</param>
/// <param name="Capacity">What the host has: the spec's override, else what the engine reports.</param>
/// <param name="Allocatable">Capacity less what is reserved.</param>
/// <param name="Allocated">What the containers on the host have asked for, whoever made them.</param>
/// <param name="Containers">How many containers there are.</param>
/// <param name="Images">How many images there are.</param>
/// <param name="Probe">How the engine answers.</param>
/// <param name="Certificate">The certificate the engine serves. Absent without TLS and before the first handshake.</param>
/// <param name="ClockSkew">
/// The engine's clock less ours. Absent while it is under 2s either way; whole seconds otherwise, and rewritten only when it has moved by 2s or more.
/// </param>
/// <param name="Conditions">
/// Reachable, TLSReady, Bootstrapped, Registered, Schedulable and Ready, with IdentityConflict, Reconciling and Stalled only while true.
/// </param>
public sealed record DockerNodeStatus(
    long ObservedGeneration = 0,
    EngineStatus? Engine = null,
    HostResources? Capacity = null,
    HostResources? Allocatable = null,
    HostResources? Allocated = null,
    ContainerCounts? Containers = null,
    int? Images = null,
    ProbeStatus? Probe = null,
    CertificateStatus? Certificate = null,
    GoDuration? ClockSkew = null,
    [ListMap("type")] IReadOnlyList<V1Condition>? Conditions = null)
{
    /// <summary>The status of a host nobody has looked at.</summary>
    public static DockerNodeStatus Empty { get; } = new();

    public IReadOnlyList<V1Condition> Conditions { get; init; } = Conditions ?? [];
}

/// <summary>How many containers a host has, whoever made them.</summary>
/// <param name="Total">In every state.</param>
/// <param name="Running">Running, and not paused.</param>
/// <param name="Paused">Paused.</param>
/// <param name="Stopped">Created, exited or dead.</param>
/// <param name="Ours">Made by this installation, in every state.</param>
public sealed record ContainerCounts(int Total = 0, int Running = 0, int Paused = 0, int Stopped = 0, int Ours = 0);

/// <summary>A certificate as served.</summary>
/// <param name="Subject">Distinguished name of the holder.</param>
/// <param name="Issuer">Distinguished name of the signer.</param>
/// <param name="SubjectAltNames">DNS names and addresses it is valid for.</param>
/// <param name="NotBefore">Start of its validity.</param>
/// <param name="NotAfter">End of its validity.</param>
/// <param name="Fingerprint">SHA-256 of the certificate (DER), lower-case hexadecimal: what <c>tls.pinnedSHA256</c> takes.</param>
/// <param name="DaysLeft">Whole days until <paramref name="NotAfter"/>, negative afterwards. Changes once a day.</param>
public sealed record CertificateStatus(
    string Subject = "",
    string Issuer = "",
    IReadOnlyList<string>? SubjectAltNames = null,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? NotAfter = null,
    string Fingerprint = "",
    int DaysLeft = 0)
{
    public IReadOnlyList<string> SubjectAltNames { get; init; } = SubjectAltNames ?? [];

    [System.Text.Json.Serialization.JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? NotBefore { get; init; } = NotBefore;

    [System.Text.Json.Serialization.JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? NotAfter { get; init; } = NotAfter;
}
