namespace Mooring.Api.Schema;

/// <summary>
/// What a person reads when a rule over several fields is broken: the problem and its cure. The API server says it for a CEL rule, the validation for the
/// same rule on servers that have none.
/// </summary>
public static class Rules
{
    public const string SelectorValues = "operator In and NotIn need values; Exists and DoesNotExist take none";

    public const string TlsMissing =
        "tls is required with a tcp:// endpoint: set tls.mode to Provided or Managed, or to Disabled to reach the engine in the clear";

    public const string TlsOnUnix = "a unix:// endpoint has no TLS: remove tls, or set tls.mode to Disabled";

    public const string TlsSecretMissing = "mode Provided needs secretRef: name a Secret with ca.crt, tls.crt and tls.key";

    public const string TlsSecretUnused = "secretRef is used with mode Provided only: remove it or change the mode";

    public const string TlsDisabledWithVerification =
        "serverName and pinnedSHA256 verify a certificate, and mode Disabled has none: remove them or change the mode";

    public const string TlsExtraNamesUnused = "extraSubjectAltNames go into certificates of mode Managed only: remove them or change the mode";

    public const string BootstrapSsh = "ssh is needed with method SSH and has no meaning with Script: add it, or change the method";

    public const string DiscoveryEtcd = "type Etcd needs exactly one of endpoints and managed: name the members, or have them run on the hosts";

    public const string DiscoveryManagedUnused = "managed runs etcd on the hosts: remove it, or set type to Etcd";

    public const string DiscoveryConsul = "type Consul needs exactly one endpoint, host:port";

    public const string DiscoveryEndpoints = "types ZooKeeper and Token need endpoints: name at least one";

    public const string DiscoveryEndpointsUnused = "types Nodes and File have no store: remove endpoints, or change the type";

    public const string DiscoveryPath = "type File needs path, the list on the hosts, and type Token needs path, the token";

    public const string EtcdReplicas = "replicas must be 1, 3 or 5: an even number survives no more failures than one less";

    public const string UpdateStopFirst = "order StopFirst needs maxUnavailable of at least 1: raise it, or set order to StartFirst";

    public const string UpdateStartFirst = "order StartFirst needs maxSurge of at least 1: raise it, or set order to StopFirst";

    public const string UpdateDeadline = "progressDeadlineSeconds must be more than minReadySeconds, or no rollout could end in time";

    public const string NetworkAlone = "the networks host and none stand alone: remove them, or the others";

    public const string HostPortWithoutBridge =
        "a port cannot be published on the networks host and none: remove hostPort (on host the container's own port is the host's), or change networks";

    public const string ReservedLabel = "labels under mooring.dev/ are set by the operator: remove them";

    public const string EnvValue = "value and valueFrom exclude each other: remove one";

    public const string OneSource = "exactly one of secretKeyRef and configMapKeyRef is needed";

    public const string OneSourceRef = "exactly one of secretRef and configMapRef is needed";

    public const string HostIpWithoutPort = "hostIP needs hostPort: add it, 0 for any free port";

    public const string MountBind = "bind is needed with type Bind and has no meaning with another: add it, or change the type";

    public const string MountVolume = "volume has no meaning with this type: remove it, or set type to Volume";

    public const string MountTmpfs = "tmpfs has no meaning with this type: remove it, or set type to Tmpfs";

    public const string MountSecret = "secret is needed with type Secret and has no meaning with another: add it, or change the type";

    public const string MountConfigMap = "configMap is needed with type ConfigMap and has no meaning with another: add it, or change the type";

    public const string RetryCount = "maximumRetryCount counts for name OnFailure only: set it to 0, or change the name";

    public const string HealthcheckTest = "test starts with CMD or CMD-SHELL and what to run, or is NONE alone";

    public const string UlimitOrder = "soft must not exceed hard";

    public const string GpuCount = "exactly one of count and deviceIds is needed";
}
