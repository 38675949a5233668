using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Which hosts belong together and what they share.</summary>
/// <param name="NodeSelector">Picks DockerNodes of the namespace by their labels, beside those that name this Cluster in <c>clusterRef</c>.</param>
/// <param name="Tls">The Cluster's CA and the certificates it issues.</param>
/// <param name="Discovery">Where engines are registered for the managers.</param>
/// <param name="Swarm">Agents and managers run on the hosts. Absent: none.</param>
/// <param name="Networks">Networks that span the hosts.</param>
/// <param name="Routing">Registration of the containers' services.</param>
/// <param name="Registry">Image registries of all hosts.</param>
/// <param name="Firewall">Inbound rules of every host.</param>
/// <param name="Policy">What containers may ask for.</param>
public sealed record ClusterSpec(
    LabelSelector? NodeSelector = null,
    ClusterTls? Tls = null,
    DiscoverySpec? Discovery = null,
    SwarmSpec? Swarm = null,
    [Items(0, 64), ListMap("name")] IReadOnlyList<ClusterNetwork>? Networks = null,
    RoutingSpec? Routing = null,
    RegistrySpec? Registry = null,
    FirewallSpec? Firewall = null,
    PolicySpec? Policy = null)
{
    public ClusterTls Tls { get; init; } = Tls ?? new();
    public DiscoverySpec Discovery { get; init; } = Discovery ?? new();
    public IReadOnlyList<ClusterNetwork> Networks { get; init; } = Networks ?? [];
}

/// <summary>The Cluster's CA and the certificates it issues.</summary>
/// <param name="CaSecretRef">
/// A Secret with <c>tls.crt</c> and <c>tls.key</c> of a CA of yours, and <c>ca.crt</c> when it is an intermediate. Absent: one is generated into Secret
/// <c>&lt;cluster&gt;-ca</c>.
/// </param>
/// <param name="KeyAlgorithm">Algorithm of generated keys.</param>
/// <param name="CaLifetime">Validity of a generated CA, 10m to 20 years.</param>
/// <param name="CertificateLifetime">Validity of issued certificates, 1m to 3 years; shorter than the CA's.</param>
/// <param name="RenewBefore">How long before its end a certificate is renewed. Absent: a third of its lifetime.</param>
public sealed record ClusterTls(
    LocalObjectReference? CaSecretRef = null,
    KeyAlgorithm KeyAlgorithm = KeyAlgorithm.ECDSAP256,
    GoDuration? CaLifetime = null,
    GoDuration? CertificateLifetime = null,
    GoDuration? RenewBefore = null)
{
    public GoDuration CaLifetime { get; init; } = CaLifetime ?? GoDuration.FromHours(43800);
    public GoDuration CertificateLifetime { get; init; } = CertificateLifetime ?? GoDuration.FromHours(720);
}

/// <summary>Algorithm of a generated key.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA over P-256.</summary>
    ECDSAP256,

    /// <summary>RSA with 3072 bits, for clients that cannot do better.</summary>
    RSA3072,
}

/// <summary>A network that spans the hosts.</summary>
/// <param name="Name">Name of the network on every host.</param>
/// <param name="Driver">Network driver.</param>
/// <param name="Subnets">Address ranges in CIDR notation; must not overlap with another network's. Empty: the engine picks one.</param>
/// <param name="Encrypted">Whether traffic between hosts is encrypted.</param>
/// <param name="Internal">Whether containers are kept from reaching anything outside.</param>
/// <param name="Options">Options of the driver.</param>
public sealed record ClusterNetwork(
    [Length(1, 63), Pattern(Syntax.DockerName)] string Name,
    [Length(1, 63)] string Driver = "overlay",
    [Items(0, 8), ItemLength(1, 64), Pattern(Syntax.Cidr)] IReadOnlyList<string>? Subnets = null,
    bool Encrypted = false,
    bool Internal = false,
    [Items(0, 32)] IReadOnlyDictionary<string, string>? Options = null)
{
    public IReadOnlyList<string> Subnets { get; init; } = Subnets ?? [];
    public IReadOnlyDictionary<string, string> Options { get; init; } = Options ?? Empty.Map;
}

/// <summary>Registration of the containers' services.</summary>
/// <param name="Registration">What is registered.</param>
/// <param name="Path">Where in the discovery store.</param>
public sealed record RoutingSpec(
    ServiceRegistration Registration = ServiceRegistration.Disabled,
    [Length(1, 253)] string Path = "services");

/// <summary>What is registered as a service.</summary>
public enum ServiceRegistration
{
    /// <summary>Nothing.</summary>
    Disabled,

    /// <summary>Every published port of a container, under the name its <c>SERVICE_NAME</c> variable or image gives.</summary>
    PublishedPorts,
}

/// <summary>Image registries of all hosts.</summary>
/// <param name="Mirrors">Pull-through mirrors, as URLs, in order of preference.</param>
/// <param name="ImagePullSecrets">Used for Placements of the Cluster beside their own.</param>
public sealed record RegistrySpec(
    [Items(0, 16), ItemLength(1, 512)] IReadOnlyList<string>? Mirrors = null,
    [Items(0, 16), ListMap("name")] IReadOnlyList<LocalObjectReference>? ImagePullSecrets = null)
{
    public IReadOnlyList<string> Mirrors { get; init; } = Mirrors ?? [];
    public IReadOnlyList<LocalObjectReference> ImagePullSecrets { get; init; } = ImagePullSecrets ?? [];
}

/// <summary>What containers may ask for.</summary>
/// <param name="Level">The levels of Kubernetes' Pod Security Standards, read for Docker's fields.</param>
public sealed record PolicySpec(PolicyLevel Level);

/// <summary>How much a container may ask for.</summary>
public enum PolicyLevel
{
    /// <summary>Not root, no capabilities but NET_BIND_SERVICE, no new privileges.</summary>
    Restricted,

    /// <summary>Nothing that is known to lead to the host: no privileged, host network, host paths, devices.</summary>
    Baseline,

    /// <summary>Anything.</summary>
    Privileged,
}
