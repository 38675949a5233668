using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Placing;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Monitoring;

/// <summary>One monitor for each registered engine; what they find goes to the index, to the placer, and to whoever listens to events.</summary>
internal sealed class ClusterFeed(
    ClusterIndex cluster, Placer placer, EventHub events, Func<string, IDockerClient> connect, MonitorOptions options, TimeProvider clock, ILogger<ClusterFeed> log)
    : IClusterSink, ICacheRefresher, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, EngineMonitor> _monitors = [];

    /// <summary>Takes in the addresses that are registered now: those gone first, then the new ones.</summary>
    public async Task SetAddressesAsync(IReadOnlyList<string> addresses)
    {
        List<EngineMonitor> gone;
        lock (_gate)
        {
            gone = [.. _monitors.Where(pair => !addresses.Contains(pair.Key)).Select(pair => pair.Value)];
            gone.ForEach(monitor => _monitors.Remove(monitor.View.Address));
        }

        foreach (var monitor in gone)
        {
            await RemoveAsync(monitor);
        }

        foreach (var address in addresses)
        {
            Add(address);
        }
    }

    public void Changed(EngineView engine)
    {
        cluster.Apply(engine);
        placer.Observe(engine);
    }

    public void Occurred(EngineView engine, Message message) => events.Publish(EventView.Create(message, engine));

    public void Turned(EngineView engine, string action) => events.Publish(EventView.OfManager(action, engine, clock.GetUtcNow()));

    public EngineView? TwinOf(EngineView engine) => cluster.Validated.FirstOrDefault(other =>
        other.Address != engine.Address && other.Info?.ID == engine.Info?.ID && other.Name == engine.Name && other.Containers.Keys.Any(engine.Containers.ContainsKey));

    public async Task RefreshContainerAsync(EngineView engine, string id, CancellationToken ct) =>
        await TryAsync(engine, monitor => monitor.RefreshContainerAsync(id, ct));

    public async Task RefreshResourcesAsync(EngineView engine, CancellationToken ct) => await TryAsync(engine, monitor => monitor.RefreshResourcesAsync(ct));

    public async Task RefreshEngineAsync(EngineView engine, CancellationToken ct) => await TryAsync(engine, monitor => monitor.RefreshContainersAsync(all: true, ct));

    public void ShowContainer(string address, string id, ContainerEntry? entry)
    {
        EngineMonitor? monitor;
        lock (_gate)
        {
            monitor = _monitors.GetValueOrDefault(address);
        }

        monitor?.Show(id, entry);
    }

    public async ValueTask DisposeAsync()
    {
        List<EngineMonitor> all;
        lock (_gate)
        {
            all = [.. _monitors.Values];
            _monitors.Clear();
        }

        await Task.WhenAll(all.Select(monitor => monitor.DisposeAsync().AsTask()));
    }

    private void Add(string address)
    {
        EngineMonitor monitor;
        lock (_gate)
        {
            if (_monitors.ContainsKey(address))
            {
                return;
            }

            _monitors[address] = monitor = new(address, connect(address), options, this, clock, new(address.GetHashCode(StringComparison.Ordinal)), log);
        }

        monitor.Start();
    }

    private async Task RemoveAsync(EngineMonitor monitor)
    {
        await monitor.DisposeAsync();
        var engine = monitor.View;
        if (engine.Validated && engine.Health == EngineHealth.Healthy)
        {
            Turned(engine, "engine_disconnect");
        }

        cluster.Remove(engine.Address);
        placer.Forget(engine.Address);
        log.EngineRemoved(engine.Name);
    }

    // A refresh on the way of a client's call is a courtesy: the monitor notices by itself what it could not see now.
    private async Task TryAsync(EngineView engine, Func<EngineMonitor, Task> refresh)
    {
        EngineMonitor? monitor;
        lock (_gate)
        {
            monitor = _monitors.GetValueOrDefault(engine.Address);
        }

        if (monitor is null)
        {
            return;
        }

        try
        {
            await refresh(monitor);
        }
        catch (Exception e) when (e is DockerException or IOException or System.Text.Json.JsonException or ObjectDisposedException)
        {
            log.RefreshFailed(engine.Address, e.Message);
        }
    }
}
