using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Engine.Models;
using Mooring.Fleet.Changes;
using Mooring.Fleet.Monitors;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet;

/// <summary>
/// All engines: one monitor each and the cache of them all. Reading is lock-free and never touches the network; a hung or dead engine delays no
/// other. The operator and the swarm manager both look at engines through this.
/// </summary>
public sealed class EngineFleet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, EngineMonitor> _monitors = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _membership = new(1, 1);
    private readonly FleetContext _context;
    private ImmutableList<ChangeReader> _changeReaders = [];
    private ImmutableList<Channel<FleetEvent>> _eventReaders = [];

    /// <summary>Creates an empty fleet.</summary>
    public EngineFleet(FleetOptions options, TimeProvider clock, ILoggerFactory loggers, FleetMetrics? metrics = null, EngineMetrics? engineMetrics = null)
    {
        _context = new(options, clock, loggers, metrics, engineMetrics);
        metrics?.Watch(() => Snapshots);
    }

    /// <summary>The current snapshots of all engines, in no order.</summary>
    public IEnumerable<EngineSnapshot> Snapshots => _monitors.Values.Select(monitor => monitor.Cache.Current);

    /// <summary>Number of engines.</summary>
    public int Count => _monitors.Count;

    /// <summary>The current snapshot of an engine; null if it is not in the fleet.</summary>
    public EngineSnapshot? Find(string key) => _monitors.GetValueOrDefault(key)?.Cache.Current;

    /// <summary>The client of an engine, shared with its monitor: do not dispose it. Null if the engine is not in the fleet.</summary>
    public IDockerClient? Client(string key) => _monitors.GetValueOrDefault(key)?.Client;

    /// <summary>What an engine was registered with; null if it is not in the fleet.</summary>
    public EngineRegistration? Registration(string key) => _monitors.GetValueOrDefault(key)?.Registration;

    /// <summary>
    /// Adds an engine or changes it. The same registration again does nothing; new probe settings keep the cache; a new endpoint or new TLS
    /// material starts over with an empty cache and a new client.
    /// </summary>
    /// <exception cref="ArgumentException">The endpoint cannot be used; the fleet is unchanged.</exception>
    /// <exception cref="InvalidTlsMaterialException">The credentials cannot be used; the fleet is unchanged.</exception>
    public async Task SetAsync(EngineRegistration registration, CancellationToken ct)
    {
        await _membership.WaitAsync(ct);
        try
        {
            var present = _monitors.GetValueOrDefault(registration.Key);
            if (present is not null && present.Registration.ReachesSame(registration))
            {
                if (present.Registration != registration)
                {
                    present.Update(registration);
                }

                return;
            }

            var monitor = new EngineMonitor(registration, _context, Touch, Tell);
            _monitors[registration.Key] = monitor;
            Touch(registration.Key);
            monitor.Start();
            if (present is not null)
            {
                await present.DisposeAsync();
            }
        }
        finally
        {
            _membership.Release();
        }
    }

    /// <summary>Removes an engine and ends its connections; nothing happens if it is not in the fleet.</summary>
    public async Task RemoveAsync(string key, CancellationToken ct)
    {
        await _membership.WaitAsync(ct);
        try
        {
            if (_monitors.TryRemove(key, out var monitor))
            {
                Touch(key);
                await monitor.DisposeAsync();
            }
        }
        finally
        {
            _membership.Release();
        }
    }

    /// <summary>Probes an engine now, because a request of the caller's failed to reach it. Several reports at once lead to one probe.</summary>
    public void Hurry(string key) => _monitors.GetValueOrDefault(key)?.Hurry();

    /// <summary>Reads one container again, so that the effect of the caller's own action is in the cache when this returns.</summary>
    /// <param name="key">The engine.</param>
    /// <param name="id">Full ID; a container that is gone leaves the cache.</param>
    /// <param name="ct">Cancels the call.</param>
    /// <returns>The container; null if it or the engine is gone.</returns>
    /// <exception cref="DockerException">The engine could not be asked; the cache is unchanged.</exception>
    public async Task<ContainerSnapshot?> RefreshContainerAsync(string key, string id, CancellationToken ct)
    {
        if (_monitors.GetValueOrDefault(key) is not { } monitor)
        {
            return null;
        }

        await monitor.Reader.RefreshContainersAsync([id], ct);
        return monitor.Cache.Current.Containers.GetValueOrDefault(id);
    }

    /// <summary>Reads the images of an engine again.</summary>
    /// <exception cref="DockerException">The engine could not be asked; the cache is unchanged.</exception>
    public Task RefreshImagesAsync(string key, CancellationToken ct) => _monitors.GetValueOrDefault(key)?.Reader.RefreshImagesAsync(ct) ?? Task.CompletedTask;

    /// <summary>Reads the networks of an engine again.</summary>
    /// <exception cref="DockerException">The engine could not be asked; the cache is unchanged.</exception>
    public Task RefreshNetworksAsync(string key, CancellationToken ct) => _monitors.GetValueOrDefault(key)?.Reader.RefreshNetworksAsync(ct) ?? Task.CompletedTask;

    /// <summary>Reads the volumes of an engine again.</summary>
    /// <exception cref="DockerException">The engine could not be asked; the cache is unchanged.</exception>
    public Task RefreshVolumesAsync(string key, CancellationToken ct) => _monitors.GetValueOrDefault(key)?.Reader.RefreshVolumesAsync(ct) ?? Task.CompletedTask;

    /// <summary>Lists an engine anew and inspects what differs.</summary>
    /// <exception cref="DockerException">The engine could not be asked; the cache is unchanged.</exception>
    public Task RefreshAsync(string key, CancellationToken ct) => _monitors.GetValueOrDefault(key)?.Reader.SyncAsync(ct) ?? Task.CompletedTask;

    /// <summary>
    /// Tells which engines and containers change, beginning with all there are. A slow reader gets several changes of an engine as one; it never
    /// misses the final state. Figures that move with every probe (latency, last seen) are not told.
    /// </summary>
    public async IAsyncEnumerable<FleetChange> ChangesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var reader = new ChangeReader(Find);
        ImmutableInterlocked.Update(ref _changeReaders, (readers, added) => readers.Add(added), reader);
        try
        {
            foreach (var key in _monitors.Keys)
            {
                reader.Touch(key);
            }

            await foreach (var change in reader.ReadAsync(ct))
            {
                yield return change;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _changeReaders, (readers, gone) => readers.Remove(gone), reader);
        }
    }

    /// <summary>Tells every event of every engine from now on, as it comes, without gaps over reconnects as far as the engines remember.</summary>
    /// <exception cref="DockerException">The reader left too many events unread.</exception>
    public async IAsyncEnumerable<FleetEvent> EventsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateBounded<FleetEvent>(_context.Options.UnreadEvents);
        ImmutableInterlocked.Update(ref _eventReaders, (readers, added) => readers.Add(added), channel);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(ct))
            {
                yield return item;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _eventReaders, (readers, gone) => readers.Remove(gone), channel);
        }
    }

    /// <summary>Ends all monitors and their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_monitors.Values.Select(monitor => monitor.DisposeAsync().AsTask()));
        _membership.Dispose();
    }

    private void Touch(string key)
    {
        foreach (var reader in Volatile.Read(ref _changeReaders))
        {
            reader.Touch(key);
        }
    }

    private void Tell(string key, Message message)
    {
        _context.Metrics?.EventSeen();
        foreach (var channel in Volatile.Read(ref _eventReaders))
        {
            if (!channel.Writer.TryWrite(new(key, message)))
            {
                channel.Writer.TryComplete(new DockerException($"More than {_context.Options.UnreadEvents} events were left unread."));
            }
        }
    }
}
