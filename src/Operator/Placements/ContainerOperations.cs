using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Operator.Hosting;

namespace Mooring.Operator.Placements;

/// <summary>
/// Runs pulls, creates, starts and removals beside the reconcile loop, so that a slow or dead engine delays nobody else: a reconcile
/// only hands work over, and is woken when it ends. At most one operation a slot, a bounded number an engine, none without the lease.
/// What failed is remembered with a growing delay. A restart of the operator forgets everything here; the engines are the truth.
/// </summary>
public sealed class ContainerOperations(ILeadership leadership, IOptions<OperatorOptions> options, TimeProvider clock, ILogger<ContainerOperations> log)
    : BackgroundService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SlotKey, OperationState> _states = [];
    private readonly Dictionary<SlotKey, Task> _running = [];
    private readonly Dictionary<SlotKey, int> _restarts = [];
    private readonly Dictionary<string, SemaphoreSlim> _engines = new(StringComparer.Ordinal);
    private readonly Channel<ObjectKey> _progress = Channel.CreateUnbounded<ObjectKey>();
    private CancellationToken? _term;

    /// <summary>The placements whose operations began a step or ended, in order, for the work queue to reconcile again.</summary>
    public IAsyncEnumerable<ObjectKey> ProgressAsync(CancellationToken ct) => _progress.Reader.ReadAllAsync(ct);

    /// <summary>
    /// Everything there is now. Whoever looks at engines takes this first: an operation that ends meanwhile then seems to run still, and its
    /// end wakes the placement; the other way round its container could be in neither.
    /// </summary>
    public OperationsSnapshot Look()
    {
        lock (_gate)
        {
            return new(new(_states), new(_restarts));
        }
    }

    /// <summary>Starts an operation unless one runs for the slot already or this process does not lead.</summary>
    /// <param name="key">Placement and slot.</param>
    /// <param name="start">What it is, as others will see it.</param>
    /// <param name="run">The work; it says what step it is at before each change it makes, and is cut off there when this process leads no more.</param>
    /// <returns>Whether it was started.</returns>
    public bool TryStart(SlotKey key, OperationState start, Func<Action<OperationStep>, CancellationToken, Task> run)
    {
        lock (_gate)
        {
            _states.TryGetValue(key, out var before);
            if (before is { Running: true } || _term is not { IsCancellationRequested: false } term)
            {
                return false;
            }

            var failures = before?.Revision == start.Revision ? before.Failures : 0;
            _states[key] = start with { Failures = failures };
            if (!_engines.TryGetValue(start.Engine, out var limit))
            {
                _engines[start.Engine] = limit = new(options.Value.OperationsPerEngine);
            }

            _running[key] = RunAsync(key, limit, run, term);
            return true;
        }
    }

    /// <summary>Counts a restart of a slot's container: after a long run the count begins anew.</summary>
    public void CountRestart(SlotKey key, bool afterShortRun)
    {
        lock (_gate)
        {
            _restarts[key] = afterShortRun ? _restarts.GetValueOrDefault(key) + 1 : 1;
        }
    }

    /// <summary>Begins the count of restarts anew, because the slot has a new container.</summary>
    public void ClearRestarts(SlotKey key)
    {
        lock (_gate)
        {
            _restarts.Remove(key);
        }
    }

    /// <summary>Forgets failures that nobody will try again.</summary>
    public void Drop(ObjectKey placement, IEnumerable<string> slots)
    {
        lock (_gate)
        {
            foreach (var key in slots.Select(slot => new SlotKey(placement, slot)))
            {
                if (_states.TryGetValue(key, out var state) && !state.Running)
                {
                    _states.Remove(key);
                }
            }
        }
    }

    /// <summary>Forgets a placement that is gone.</summary>
    public void Forget(ObjectKey placement)
    {
        lock (_gate)
        {
            foreach (var key in _states.Where(state => state.Key.Placement == placement && !state.Value.Running).Select(state => state.Key).ToList())
            {
                _states.Remove(key);
            }

            foreach (var key in _restarts.Keys.Where(key => key.Placement == placement).ToList())
            {
                _restarts.Remove(key);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var term = await leadership.WaitUntilLeaderAsync(stoppingToken);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, term.Lost);
            lock (_gate)
            {
                _term = over.Token;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, clock, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await EndTermAsync();
        }
    }

    /// <summary>Nothing may be under way on an engine when the lease is let go.</summary>
    private async Task EndTermAsync()
    {
        List<Task> running;
        lock (_gate)
        {
            _term = null;
            running = [.. _running.Values];
        }

        await Task.WhenAll(running);
        lock (_gate)
        {
            _states.Clear();
            _restarts.Clear();
        }
    }

    private async Task RunAsync(SlotKey key, SemaphoreSlim limit, Func<Action<OperationStep>, CancellationToken, Task> run, CancellationToken ct)
    {
        await Task.Yield();
        OperationState? failed = null;
        try
        {
            await limit.WaitAsync(ct);
            try
            {
                await run(step => Enter(key, step), ct);
            }
            finally
            {
                limit.Release();
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested || !leadership.IsLeader)
        {
            // The next leader finds on the engine how far it came.
        }
#pragma warning disable CA1031 // a bug in one operation must not take the slot out of service for good
        catch (Exception e)
        {
            var fault = FaultMap.From(e);
            lock (_gate)
            {
                failed = _states[key].Fail(fault, clock.GetUtcNow());
            }

            log.OperationFailed(key.Placement, key.Slot, failed.Engine, failed.Step, fault.Message, failed.Failures);
        }
#pragma warning restore CA1031

        lock (_gate)
        {
            _running.Remove(key);
            if (failed is null)
            {
                _states.Remove(key);
            }
            else
            {
                _states[key] = failed;
            }
        }

        _progress.Writer.TryWrite(key.Placement);
    }

    private void Enter(SlotKey key, OperationStep step)
    {
        // A process that hung goes on in the middle of its work, before any timer tells it that another one leads.
        if (!leadership.IsLeader)
        {
            throw new OperationCanceledException("this process leads no more");
        }

        lock (_gate)
        {
            _states[key] = _states[key] with { Step = step };
        }

        _progress.Writer.TryWrite(key.Placement);
    }
}
