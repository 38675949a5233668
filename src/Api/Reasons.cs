using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>
/// Reasons of conditions. The summary says what it means, the remarks what to do; docs/conditions.md is made from both. Ready, Reconciling and Stalled repeat
/// the reason of the condition that holds the object back.
/// </summary>
public static class Reasons
{
    // Any kind.
    /// <summary>Everything the spec asks for is there and works.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Ready)]
    public const string Ready = "Ready";

    /// <summary>The operator has not come to a judgement yet.</summary>
    /// <remarks>Wait; if it lasts, look at the log of the operator.</remarks>
    [ReasonOf(
        ConditionTypes.Ready, ConditionTypes.Reachable, ConditionTypes.TlsReady, ConditionTypes.Bootstrapped, ConditionTypes.Registered,
        ConditionTypes.Schedulable, ConditionTypes.CaReady, ConditionTypes.DiscoveryReady, ConditionTypes.AgentsReady, ConditionTypes.ManagersReady,
        ConditionTypes.Scheduled, ConditionTypes.Progressing, ConditionTypes.Available)]
    public const string Pending = "Pending";

    /// <summary>The operator is working on a change.</summary>
    /// <remarks>Wait.</remarks>
    [ReasonOf(ConditionTypes.Ready, ConditionTypes.Reconciling)]
    public const string InProgress = "InProgress";

    /// <summary>The spec breaks a rule; nothing of it was applied. The message names the field.</summary>
    /// <remarks>Change the field as the message says.</remarks>
    [ReasonOf(ConditionTypes.Ready, ConditionTypes.Stalled, ConditionTypes.Scheduled)]
    public const string Invalid = "Invalid";

    /// <summary>The object was deleted and the operator is cleaning up outside Kubernetes.</summary>
    /// <remarks>Wait; the message names the host it waits for, if any.</remarks>
    [ReasonOf(ConditionTypes.Ready, ConditionTypes.Reconciling)]
    public const string Deleting = "Deleting";

    /// <summary>The spec asks for something this version of Mooring, or this engine, cannot do. The message names the field and the engine.</summary>
    /// <remarks>Remove the field, or use another engine or version.</remarks>
    [ReasonOf(
        ConditionTypes.Ready, ConditionTypes.Stalled, ConditionTypes.Progressing, ConditionTypes.DiscoveryReady, ConditionTypes.AgentsReady,
        ConditionTypes.ManagersReady, ConditionTypes.Bootstrapped)]
    public const string Unsupported = "Unsupported";

    /// <summary>The spec does not ask for it, so there is nothing to judge.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Bootstrapped, ConditionTypes.Registered, ConditionTypes.DiscoveryReady, ConditionTypes.AgentsReady, ConditionTypes.ManagersReady)]
    public const string NotRequested = "NotRequested";

    // DockerNode: Reachable.
    /// <summary>The engine answers.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string Connected = "Connected";

    /// <summary>The first contact is being made, or the engine answers again and has not done so often enough.</summary>
    /// <remarks>Wait for <c>probe.successThreshold</c> good probes.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string Probing = "Probing";

    /// <summary>The engine answered until now; the last probes failed, and fewer than <c>probe.failureThreshold</c>.</summary>
    /// <remarks>Wait; the message says why the last one failed.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string ProbeFailing = "ProbeFailing";

    /// <summary>No connection is tried, because the credentials for it are not there.</summary>
    /// <remarks>See TLSReady.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string NotTried = "NotTried";

    /// <summary>The host answers, and nothing listens on the port.</summary>
    /// <remarks>Start the engine, or correct the port of <c>spec.endpoint</c>.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string Refused = "Refused";

    /// <summary>No answer in time: the host is down, the engine hangs, or a firewall drops the packets.</summary>
    /// <remarks>Check the host and the firewall; raise <c>probe.timeout</c> on a slow link.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string TimedOut = "TimedOut";

    /// <summary>The host name of the endpoint has no address.</summary>
    /// <remarks>Correct <c>spec.endpoint</c> or the name service of the operator.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string NameNotResolved = "NameNotResolved";

    /// <summary>There is no route to the host.</summary>
    /// <remarks>Check the network between the operator and the host.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string HostUnreachable = "HostUnreachable";

    /// <summary>The connection was made and then broken by the other side.</summary>
    /// <remarks>Look at the log of the engine; a proxy in between may be the cause.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string ConnectionLost = "ConnectionLost";

    /// <summary>The unix socket does not exist, or the operator may not open it.</summary>
    /// <remarks>Correct the path of <c>spec.endpoint</c>, or the rights of the socket.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string SocketUnavailable = "SocketUnavailable";

    /// <summary>The engine speaks plain HTTP where TLS is expected.</summary>
    /// <remarks>Switch on <c>tlsverify</c> at the engine, or use its TLS port, usually 2376.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string PlainHttp = "PlainHttp";

    /// <summary>The engine expects TLS, and <c>tls.mode</c> is Disabled.</summary>
    /// <remarks>Set <c>tls.mode</c> to Provided or Managed.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string TlsRequired = "TLSRequired";

    /// <summary>The engine answers with an error. The message quotes it.</summary>
    /// <remarks>Look at the log of the engine.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string EngineError = "EngineError";

    /// <summary>Something answers that is not a Docker Engine.</summary>
    /// <remarks>Correct <c>spec.endpoint</c>; a swarm manager is not an engine.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string NotAnEngine = "NotAnEngine";

    /// <summary>The newest API version of the engine is older than the oldest Mooring speaks.</summary>
    /// <remarks>Upgrade the engine.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string ApiTooOld = "APITooOld";

    /// <summary>The oldest API version of the engine is newer than the newest Mooring speaks.</summary>
    /// <remarks>Upgrade Mooring.</remarks>
    [ReasonOf(ConditionTypes.Reachable)]
    public const string ApiTooNew = "APITooNew";

    // DockerNode: TLSReady.
    /// <summary>The engine showed a certificate of the expected CA for the expected name, and accepted ours.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.TlsReady)]
    public const string Verified = "Verified";

    /// <summary>The engine showed exactly the pinned certificate, and accepted ours.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.TlsReady)]
    public const string Pinned = "Pinned";

    /// <summary>The endpoint is a unix socket: the rights of the file protect it.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.TlsReady)]
    public const string LocalSocket = "LocalSocket";

    /// <summary><c>tls.mode</c> is Disabled: whoever reaches the port is root on the host.</summary>
    /// <remarks>Switch on TLS at the engine and set <c>tls.mode</c> to Provided or Managed.</remarks>
    [ReasonOf(ConditionTypes.TlsReady)]
    public const string InsecurePlainTcp = "InsecurePlainTCP";

    /// <summary>The certificate of the engine is not signed by the expected CA. The message names subject and issuer.</summary>
    /// <remarks>Put the right CA into <c>ca.crt</c> of the Secret, or give the engine a certificate of that CA, or pin the certificate.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string TlsUntrusted = "TLSUntrusted";

    /// <summary>The certificate of the engine is for other names. The message lists them.</summary>
    /// <remarks>Use one of them in <c>spec.endpoint</c> or <c>tls.serverName</c>, or give the engine a certificate with the right name.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string WrongHostName = "WrongHostName";

    /// <summary>The certificate of the engine has ended.</summary>
    /// <remarks>Renew it and restart the engine.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string CertificateExpired = "CertificateExpired";

    /// <summary>The certificate of the engine begins in the future.</summary>
    /// <remarks>Check the clocks of the host and of the operator.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string CertificateNotYetValid = "CertificateNotYetValid";

    /// <summary>The certificate of the engine works and ends soon. The message says when.</summary>
    /// <remarks>Renew it and restart the engine.</remarks>
    [ReasonOf(ConditionTypes.TlsReady)]
    public const string CertificateExpiring = "CertificateExpiring";

    /// <summary>The engine shows another certificate than <c>tls.pinnedSHA256</c>. The message has its fingerprint.</summary>
    /// <remarks>If you changed the certificate, pin the new one; if not, somebody is in between.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string PinMismatch = "PinMismatch";

    /// <summary>The engine does not accept the certificate of the operator.</summary>
    /// <remarks>
    /// Put a client certificate into the Secret that is signed by the CA the engine was given as <c>tlscacert</c>, valid and for client
    /// authentication.
    /// </remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string ClientCertificateRejected = "ClientCertificateRejected";

    /// <summary>The TLS handshake failed for another reason. The message has it.</summary>
    /// <remarks>Check TLS versions and ciphers of the engine; 1.2 is the least.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady)]
    public const string TlsHandshakeFailed = "TLSHandshakeFailed";

    /// <summary>A certificate uses a key or signature that is too weak. The message names it.</summary>
    /// <remarks>Issue it again with RSA of at least 2048 bits or ECDSA, and SHA-256 or better.</remarks>
    [ReasonOf(ConditionTypes.Reachable, ConditionTypes.TlsReady, ConditionTypes.CaReady)]
    public const string WeakCrypto = "WeakCrypto";

    /// <summary>The Secret named by the spec does not exist.</summary>
    /// <remarks>Create it in the namespace of the object, or correct the name.</remarks>
    [ReasonOf(ConditionTypes.TlsReady, ConditionTypes.CaReady, ConditionTypes.Progressing)]
    public const string SecretNotFound = "SecretNotFound";

    /// <summary>The Secret lacks a key, or its content cannot be read or does not fit together. The message names the key.</summary>
    /// <remarks>Correct the Secret.</remarks>
    [ReasonOf(ConditionTypes.TlsReady, ConditionTypes.CaReady, ConditionTypes.Progressing)]
    public const string SecretInvalid = "SecretInvalid";

    /// <summary>The Cluster that is to issue the certificate or to hold the hosts does not exist or is not ready.</summary>
    /// <remarks>Create the Cluster or look at its conditions.</remarks>
    [ReasonOf(ConditionTypes.TlsReady, ConditionTypes.Registered, ConditionTypes.Scheduled)]
    public const string WaitingForCluster = "WaitingForCluster";

    // DockerNode: Registered, Schedulable, IdentityConflict.
    /// <summary>The engine is listed where the managers of its Cluster look.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Registered)]
    public const string Registered = "Registered";

    /// <summary>The engine is not listed where the managers of its Cluster look.</summary>
    /// <remarks>Look at AgentsReady and DiscoveryReady of the Cluster.</remarks>
    [ReasonOf(ConditionTypes.Registered)]
    public const string NotRegistered = "NotRegistered";

    /// <summary>New containers may be put on the host.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Schedulable)]
    public const string Active = "Active";

    /// <summary>Paused by the spec.</summary>
    /// <remarks>Set <c>spec.availability</c> to Active, or <c>spec.paused</c> to false.</remarks>
    [ReasonOf(ConditionTypes.Schedulable, ConditionTypes.Progressing)]
    public const string Paused = "Paused";

    /// <summary>The containers of Placements are being moved away.</summary>
    /// <remarks>Wait; the message says how many are left.</remarks>
    [ReasonOf(ConditionTypes.Schedulable)]
    public const string Draining = "Draining";

    /// <summary>No container of a Placement is left on the host.</summary>
    /// <remarks>Work on the host, then set <c>spec.availability</c> to Active.</remarks>
    [ReasonOf(ConditionTypes.Schedulable)]
    public const string Drained = "Drained";

    /// <summary>The engine does not answer or must not be written to.</summary>
    /// <remarks>See Reachable, TLSReady and IdentityConflict.</remarks>
    [ReasonOf(ConditionTypes.Schedulable)]
    public const string NotReady = "NotReady";

    /// <summary>Two DockerNodes show the same engine ID: one engine declared twice, or a cloned machine. Neither is written to.</summary>
    /// <remarks>Delete one of them, or on the clone remove <c>/etc/docker/key.json</c> (and <c>/var/lib/docker/engine-id</c>) and restart the engine.</remarks>
    [ReasonOf(ConditionTypes.Ready, ConditionTypes.IdentityConflict, ConditionTypes.Schedulable)]
    public const string SameEngine = "IdentityConflict";

    // Cluster.
    /// <summary>The CA was generated and is in its Secret.</summary>
    /// <remarks>Nothing; keep a copy of the Secret in a safe place.</remarks>
    [ReasonOf(ConditionTypes.CaReady)]
    public const string CaGenerated = "CAGenerated";

    /// <summary>The CA of <c>tls.caSecretRef</c> is in use.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.CaReady)]
    public const string CaProvided = "CAProvided";

    /// <summary>The CA cannot be used: no CA, wrong key, or chain that does not end. The message says which.</summary>
    /// <remarks>Correct the Secret.</remarks>
    [ReasonOf(ConditionTypes.CaReady)]
    public const string CaInvalid = "CAInvalid";

    /// <summary>The certificate of the CA has ended.</summary>
    /// <remarks>Provide a new one.</remarks>
    [ReasonOf(ConditionTypes.CaReady)]
    public const string CaExpired = "CAExpired";

    /// <summary>The CA works and ends before certificates issued from it would. The message says when.</summary>
    /// <remarks>Provide a new one in time.</remarks>
    [ReasonOf(ConditionTypes.CaReady)]
    public const string CaExpiring = "CAExpiring";

    /// <summary>The Secret of a generated CA is gone. No new one is made by itself, since no host would trust it.</summary>
    /// <remarks>Restore the Secret, or delete the Cluster and create it again.</remarks>
    [ReasonOf(ConditionTypes.CaReady)]
    public const string CaLost = "CALost";

    /// <summary>No DockerNode belongs to the Cluster, or fits the selector.</summary>
    /// <remarks>Set <c>clusterRef</c> on DockerNodes, or correct the selector.</remarks>
    [ReasonOf(ConditionTypes.Ready, ConditionTypes.Scheduled)]
    public const string NoNodes = "NoNodes";

    /// <summary>Some member hosts are not Ready. The message names them.</summary>
    /// <remarks>Look at their conditions.</remarks>
    [ReasonOf(ConditionTypes.Ready)]
    public const string NodesNotReady = "NodesNotReady";

    // Placement: Scheduled.
    /// <summary>Every wanted container has a host.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Scheduled)]
    public const string Scheduled = "Scheduled";

    /// <summary>Some containers fit on no host. The message counts the hosts by what refused them.</summary>
    /// <remarks>Free or add hosts, or loosen what the message names.</remarks>
    [ReasonOf(ConditionTypes.Scheduled)]
    public const string Unschedulable = "Unschedulable";

    /// <summary>A host with containers of the Placement does not answer.</summary>
    /// <remarks>Look at the DockerNode; after <c>reschedule.after</c> they start elsewhere.</remarks>
    [ReasonOf(ConditionTypes.Ready, ConditionTypes.Scheduled, ConditionTypes.Progressing, ConditionTypes.Available)]
    public const string NodeUnreachable = "NodeUnreachable";

    // Placement: Progressing.
    /// <summary>Containers are being created, replaced or removed.</summary>
    /// <remarks>Wait.</remarks>
    [ReasonOf(ConditionTypes.Progressing, ConditionTypes.Reconciling)]
    public const string RollingOut = "RollingOut";

    /// <summary>All wanted containers are of the current revision and available.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string Complete = "Complete";

    /// <summary>The rollout made no progress for <c>update.progressDeadlineSeconds</c>.</summary>
    /// <remarks>The message has the last failure; correct the template.</remarks>
    [ReasonOf(ConditionTypes.Progressing, ConditionTypes.Stalled)]
    public const string ProgressDeadlineExceeded = "ProgressDeadlineExceeded";

    /// <summary>The rollout failed and the previous revision runs again.</summary>
    /// <remarks>Correct the template; the message has the failure.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string RolledBack = "RolledBack";

    /// <summary>An image could not be pulled. The message has the answer of the registry.</summary>
    /// <remarks>Check the name of the image, the registry and <c>imagePullSecrets</c>.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string ImagePullFailed = "ImagePullFailed";

    /// <summary><c>imagePullPolicy</c> is Never and the host does not have the image.</summary>
    /// <remarks>Load the image on the host, or change the policy.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string ImageNotPresent = "ImageNotPresent";

    /// <summary>An engine refused to create a container. The message has its answer.</summary>
    /// <remarks>Correct the template.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string ContainerCreateFailed = "ContainerCreateFailed";

    /// <summary>An engine could not start a container. The message has its answer.</summary>
    /// <remarks>Correct the template, or free what it names on the host.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string ContainerStartFailed = "ContainerStartFailed";

    /// <summary>An engine could not remove a container. The message has its answer.</summary>
    /// <remarks>Look at the log of the engine.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string ContainerRemoveFailed = "ContainerRemoveFailed";

    /// <summary>A container ends again and again; it is started with growing delays. The message has the exit code.</summary>
    /// <remarks>Look at the output of the container.</remarks>
    [ReasonOf(ConditionTypes.Progressing, ConditionTypes.Available)]
    public const string Crashing = "Crashing";

    /// <summary>A container runs and its health check fails.</summary>
    /// <remarks>Look at the output of the check in the inspection of the container.</remarks>
    [ReasonOf(ConditionTypes.Progressing, ConditionTypes.Available)]
    public const string Unhealthy = "Unhealthy";

    /// <summary>A container that is not ours has the name one of ours needs.</summary>
    /// <remarks>Rename or remove it.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string NameConflict = "NameConflict";

    /// <summary>A host port is taken by something outside Docker.</summary>
    /// <remarks>Free the port on the host, or use another.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string PortConflict = "PortConflict";

    /// <summary>A Secret the template uses does not exist, or lacks a key.</summary>
    /// <remarks>Create it, or mark the reference <c>optional</c>.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string WaitingForSecret = "WaitingForSecret";

    /// <summary>A ConfigMap the template uses does not exist, or lacks a key.</summary>
    /// <remarks>Create it, or mark the reference <c>optional</c>.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string WaitingForConfigMap = "WaitingForConfigMap";

    /// <summary>A network the template names does not exist on the host.</summary>
    /// <remarks>Create it, or declare it in the Cluster.</remarks>
    [ReasonOf(ConditionTypes.Progressing)]
    public const string NetworkNotFound = "NetworkNotFound";

    // Placement: Available.
    /// <summary>At least the wanted number less <c>update.maxUnavailable</c> is available.</summary>
    /// <remarks>Nothing.</remarks>
    [ReasonOf(ConditionTypes.Available)]
    public const string MinimumReplicasAvailable = "MinimumReplicasAvailable";

    /// <summary>Fewer are available.</summary>
    /// <remarks>See Scheduled and Progressing, and <c>status.containers</c>.</remarks>
    [ReasonOf(ConditionTypes.Available)]
    public const string MinimumReplicasUnavailable = "MinimumReplicasUnavailable";
}
