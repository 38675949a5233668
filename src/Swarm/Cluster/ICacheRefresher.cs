namespace Mooring.Swarm.Cluster;

/// <summary>Brings what is known of an engine up to date at once, after a call that changed it, so that the caller's next request sees it.</summary>
public interface ICacheRefresher
{
    /// <summary>Looks at one container; it may be new, changed, or gone. Failures are left to the engine's monitor.</summary>
    Task RefreshContainerAsync(EngineView engine, string id, CancellationToken ct);

    /// <summary>Lists an engine's images, networks and volumes again.</summary>
    Task RefreshResourcesAsync(EngineView engine, CancellationToken ct);

    /// <summary>Looks at every container of an engine again.</summary>
    Task RefreshEngineAsync(EngineView engine, CancellationToken ct);

    /// <summary>Shows a container of an engine that does not answer as this, or not at all when null, until the engine itself says what is there.</summary>
    void ShowContainer(string address, string id, ContainerEntry? entry);
}
