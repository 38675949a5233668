using Microsoft.Extensions.Logging;

namespace Mooring.Swarm;

/// <summary>Every log message of the swarm process, in classic Swarm's words where it had them.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Listening for HTTP")]
    public static partial void Listening(this ILogger log);

    [LoggerMessage(5001, LogLevel.Information, "Stopping: draining connections")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(5002, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger log, Exception e, string method, string path);

    [LoggerMessage(5003, LogLevel.Warning, "{Method} {Path} was cut off in the middle of its reply")]
    public static partial void ReplyCut(this ILogger log, Exception e, string method, string path);

    [LoggerMessage(5010, LogLevel.Information, "TLS certificates read again, now {Thumbprint}")]
    public static partial void CertificatesReloaded(this ILogger log, string thumbprint);

    [LoggerMessage(5011, LogLevel.Error, "TLS certificates cannot be used; the previous ones stay")]
    public static partial void CertificatesUnusable(this ILogger log, Exception e);

    [LoggerMessage(5020, LogLevel.Warning, "Create failed, trying again ({Attempt})")]
    public static partial void CreateRetried(this ILogger log, Exception e, int attempt);

    [LoggerMessage(5030, LogLevel.Information, "Registered Engine {Name} at {Address}")]
    public static partial void EngineRegistered(this ILogger log, string name, string address);

    [LoggerMessage(5031, LogLevel.Information, "Removed Engine {Name}")]
    public static partial void EngineRemoved(this ILogger log, string name);

    [LoggerMessage(5032, LogLevel.Error, "Flagging engine {Name} as unhealthy. Connect failed {Failures} times")]
    public static partial void EngineUnhealthy(this ILogger log, string name, int failures);

    [LoggerMessage(5033, LogLevel.Information, "Engine {Name} came back to life after {Failures} retries. Hooray!")]
    public static partial void EngineBack(this ILogger log, string name, int failures);

    [LoggerMessage(5034, LogLevel.Debug, "Failed to validate pending node at {Address}: {Reason}")]
    public static partial void EngineNotAccepted(this ILogger log, string address, string reason);

    [LoggerMessage(5035, LogLevel.Error, "Engine (ID: {Before}, Addr: {Address}) shows up with another ID:{Now}; it is taken for a new one")]
    public static partial void EngineReplaced(this ILogger log, string before, string address, string now);

    [LoggerMessage(5036, LogLevel.Debug, "Refresh of {Address} failed: {Reason}")]
    public static partial void RefreshFailed(this ILogger log, string address, string reason);

    [LoggerMessage(5037, LogLevel.Warning, "Engine (ID: {Id}, Addr: {Address}) has unsynchronized systime with swarm, please synchronize it.")]
    public static partial void ClockSkewed(this ILogger log, string id, string address);

    [LoggerMessage(5038, LogLevel.Warning, "Engine label {Key} of {Address} is ignored: reserved, or there already")]
    public static partial void LabelIgnored(this ILogger log, string key, string address);

    [LoggerMessage(5050, LogLevel.Information, "Add a random delay {Delay} to avoid synchronized registration")]
    public static partial void RegistrationDelayed(this ILogger log, string delay);

    [LoggerMessage(5051, LogLevel.Information, "Registering on the discovery service every {Heartbeat}...")]
    public static partial void Registering(this ILogger log, string heartbeat);

    [LoggerMessage(5052, LogLevel.Error, "{Reason}")]
    public static partial void RegistrationFailed(this ILogger log, string reason);

    [LoggerMessage(5053, LogLevel.Error, "The engine at {Address} does not answer ({Reason}); its registration is not renewed")]
    public static partial void EngineSilent(this ILogger log, string address, string reason);

    [LoggerMessage(5060, LogLevel.Information, "Leader Election: Cluster leadership lost")]
    public static partial void LeadershipLost(this ILogger log);

    [LoggerMessage(5061, LogLevel.Information, "Leader Election: Cluster leadership acquired")]
    public static partial void LeadershipAcquired(this ILogger log);

    [LoggerMessage(5062, LogLevel.Information, "New leader elected: {Leader}")]
    public static partial void LeaderElected(this ILogger log, string leader);

    [LoggerMessage(5063, LogLevel.Error, "Leader Election: {Reason}")]
    public static partial void ElectionFailed(this ILogger log, string reason);

    [LoggerMessage(5070, LogLevel.Information, "Rescheduled container {Old} from {From} to {To} as {New}")]
    public static partial void ContainerRescheduled(this ILogger log, string old, string from, string to, string @new);

    [LoggerMessage(5071, LogLevel.Error, "Failed to reschedule container {Id}: {Reason}")]
    public static partial void RescheduleFailed(this ILogger log, string id, string reason);

    [LoggerMessage(5072, LogLevel.Information, "Container {Old} was running, starting container {New}")]
    public static partial void CopyStarting(this ILogger log, string old, string @new);

    [LoggerMessage(5073, LogLevel.Error, "Failed to start rescheduled container {New}: {Reason}")]
    public static partial void CopyNotStarted(this ILogger log, string @new, string reason);

    [LoggerMessage(5074, LogLevel.Error, "Failed to connect rescheduled container {New} to network {Network}: {Reason}")]
    public static partial void CopyNotConnected(this ILogger log, string @new, string network, string reason);

    [LoggerMessage(5075, LogLevel.Warning, "Failed to disconnect container {Old} from network {Network}, its address is forgotten: {Reason}")]
    public static partial void EndpointNotFreed(this ILogger log, string old, string network, string reason);

    [LoggerMessage(5076, LogLevel.Information, "Removed container {Old} from {Engine}: container {New} on {Holder} replaced it; its volumes stay")]
    public static partial void CopyReplaced(this ILogger log, string old, string engine, string @new, string holder);

    [LoggerMessage(5077, LogLevel.Error, "Container {Id} has no name and is not rescheduled")]
    public static partial void NamelessNotRescheduled(this ILogger log, string id);

    [LoggerMessage(5078, LogLevel.Information, "Engine {Name} left discovery but answers; its containers stay where they are")]
    public static partial void EngineLeftAlive(this ILogger log, string name);
}
