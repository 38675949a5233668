using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Kube.Queueing;
using Mooring.Kube.Telemetry;

namespace Mooring.Kube.Reconciling;

/// <summary>
/// Runs one reconciler while this process leads: sources wake keys, a queue keeps them apart, workers reconcile them one by one.
/// Each time of leadership begins with everything the sources know, so nothing is carried over from the one before.
/// </summary>
/// <param name="name">What metrics and logs call it.</param>
/// <param name="reconciler">What is run.</param>
/// <param name="sources">What wakes keys.</param>
/// <param name="leadership">Says when to run.</param>
/// <param name="options">How.</param>
/// <param name="clock">The time.</param>
/// <param name="metrics">Where numbers go, or null.</param>
/// <param name="log">Where failures are told.</param>
public sealed class ControllerService(
    string name,
    IReconciler reconciler,
    IReadOnlyList<KeySource> sources,
    ILeadership leadership,
    ControllerOptions options,
    TimeProvider clock,
    KubeMetrics? metrics,
    ILogger<ControllerService> log) : BackgroundService
{
    private readonly Backoff _backoff = new(options.FirstRetry, options.LongestRetry, Scatter.Next);
    private readonly ControllerMeter? _meter = metrics?.Controller(name, options.Workers);
    private readonly WorkQueue<ObjectKey> _queue = new(clock, metrics?.Queue(name));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var term = await leadership.WaitUntilLeaderAsync(stoppingToken);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, term.Lost);
            await LeadAsync(over);
            log.ControllerStopped(name);
        }
    }

    private async Task LeadAsync(CancellationTokenSource over)
    {
        try
        {
            await Task.WhenAll(sources.Select(source => source.ReadyAsync(over.Token)));
            log.ControllerStarted(name, options.Workers);
            var pumps = sources.Select(source => PumpAsync(source, over));
            var workers = Enumerable.Range(0, options.Workers).Select(_ => WorkAsync(over.Token));
            await Task.WhenAll(pumps.Concat(workers));
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Shutdown or a lost lease; everything has stopped.
        }
    }

    private async Task PumpAsync(KeySource source, CancellationTokenSource over)
    {
        try
        {
            await foreach (var wake in source.WakesAsync(over.Token))
            {
                Enqueue(wake);
            }
        }
        catch (Exception) when (!over.IsCancellationRequested)
        {
            // A controller that does not hear of changes must not look alive.
            await over.CancelAsync();
            throw;
        }
    }

    private void Enqueue(Wake wake)
    {
        try
        {
            foreach (var key in wake.Keys)
            {
                _queue.Add(key, wake.Urgency);
            }
        }
#pragma warning disable CA1031 // as in the loop below: a mapping that fails on one object must not stop the others
        catch (Exception e)
        {
            log.MappingThrew(e, name);
        }
#pragma warning restore CA1031
    }

    private async Task WorkAsync(CancellationToken ct)
    {
        await foreach (var key in _queue.TakeAllAsync(ct))
        {
            var began = clock.GetTimestamp();
            _meter?.Started();
            using var activity = KubeMetrics.Activities.StartActivity("reconcile " + name);
            activity?.SetTag("mooring.controller", name).SetTag("mooring.key", key.ToString());
            var (result, isTerminal) = ("error", false);
            try
            {
                (result, isTerminal) = Settle(key, await LimitedAsync(key, ct));
            }
#pragma warning disable CA1031 // the one catch-all: a bug in one object must not stop the others
            catch (Exception) when (ct.IsCancellationRequested)
            {
                // Neither finished nor failed, whatever it broke off with; should this process lead again, it begins with this one among others.
                result = "requeue";
                _queue.Add(key, Urgency.Routine);
            }
            catch (KubernetesException e)
            {
                Retry(key, Fault.From(e), e.RetryAfter);
            }
            catch (Exception e)
            {
                var delay = _backoff.DelayFor(_queue.CountFailure(key));
                log.ReconcileThrew(e, name, key, delay);
                _queue.Add(key, delay);
            }
#pragma warning restore CA1031
            finally
            {
                _queue.Done(key);
                _meter?.Finished(result, isTerminal, clock.GetElapsedTime(began));
                activity?.SetTag("mooring.result", result).SetStatus(result is "error" ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
            }
        }
    }

    private async Task<ReconcileResult> LimitedAsync(ObjectKey key, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            return await reconciler.ReconcileAsync(key, either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new ReconcileResult.Retry(new(FaultKind.Transient, $"It took longer than {options.Timeout.TotalSeconds:0.#} s"));
        }
    }

    private (string Result, bool IsTerminal) Settle(ObjectKey key, ReconcileResult result)
    {
        if (result is ReconcileResult.Retry retry)
        {
            Retry(key, retry.Fault, null);
            return ("error", false);
        }

        _queue.Forget(key);
        switch (result)
        {
            case ReconcileResult.After after:
                _queue.Add(key, after.Delay);
                return ("requeue_after", false);
            case ReconcileResult.Park park:
                log.ReconcileParked(name, key, park.Fault.Kind, park.Fault.Message);
                return ("error", true);
            default:
                return ("success", false);
        }
    }

    private void Retry(ObjectKey key, Fault fault, TimeSpan? atLeast)
    {
        var delay = _backoff.DelayFor(_queue.CountFailure(key));
        delay = atLeast > delay ? atLeast.Value : delay;
        // Losing a race is ordinary; it becomes worth a warning when it happens again and again, and then something else fails as well.
        log.ReconcileFailed(fault.Kind is FaultKind.Conflict ? LogLevel.Debug : LogLevel.Warning, name, key, fault.Kind, fault.Message, delay);
        _queue.Add(key, delay);
    }
}
