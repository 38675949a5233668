using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Queueing;

namespace Mooring.Kube.Caching;

/// <summary>
/// Keeps a cache like the server: lists once, then watches from there, again and again. After a lost connection it carries on where it was;
/// only when the server no longer knows that version does it list anew, and the cache serves all the while.
/// </summary>
/// <typeparam name="T">The record of the kind.</typeparam>
/// <param name="kube">The API.</param>
/// <param name="resource">The kind.</param>
/// <param name="options">What is kept.</param>
/// <param name="cache">What is filled.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where trouble is told.</param>
public sealed class Informer<T>(
    IKubernetes kube, KubeResource<T> resource, InformerOptions options, ObjectCache<T> cache, TimeProvider clock, ILogger<Informer<T>> log)
    : BackgroundService
    where T : class, IKubernetesObject
{
    // A watch that keeps failing although the server answers may be at a version it will never serve again.
    private const int FailuresBeforeRelist = 3;

    private static readonly TimeSpan ShortestWatch = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SteadyWatch = TimeSpan.FromSeconds(30);

    private readonly Backoff _backoff = new(
        options.FirstRetry ?? TimeSpan.FromMilliseconds(200), options.LongestRetry ?? TimeSpan.FromSeconds(10), Scatter.Next, Jitter: 0.5);

    private string? _version;
    private int _failures;
    private long _begun;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_version is null)
                {
                    _begun = 0;
                    await ListAsync(stoppingToken);
                }

                await WatchAsync(stoppingToken);
            }
            catch (KubernetesException e)
            {
                await RecoverAsync(e, stoppingToken);
            }
        }
    }

    private async Task ListAsync(CancellationToken ct)
    {
        var list = await kube.ListAsync(resource, options.Selection, ct);
        foreach (var wrong in list.Unreadable)
        {
            log.ObjectUnreadable(resource.ToString(), wrong.Key, wrong.Error);
        }

        cache.Replace(list);
        _version = list.ResourceVersion;
        log.Listed(resource.ToString(), list.Items.Count, list.ResourceVersion);
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        _begun = clock.GetTimestamp();
        await foreach (var change in kube.WatchAsync(resource, options.Selection, _version!, ct))
        {
            if (change is WatchEvent<T>.Unreadable { Object: var wrong, IsDeleted: false })
            {
                log.ObjectUnreadable(resource.ToString(), wrong.Key, wrong.Error);
            }

            cache.Apply(change);
            _version = change.ResourceVersion.Length > 0 ? change.ResourceVersion : _version;
            _failures = 0;
        }

        if (clock.GetElapsedTime(_begun) < ShortestWatch)
        {
            // A server or proxy that ends every watch at once must not be asked without pause.
            await Task.Delay(_backoff.DelayFor(++_failures), clock, ct);
        }
        else
        {
            _failures = 0;
        }
    }

    private async Task RecoverAsync(KubernetesException e, CancellationToken ct)
    {
        var wasSteady = _begun != 0 && clock.GetElapsedTime(_begun) > SteadyWatch;
        if (wasSteady && e is { Reason: StatusReason.Timeout, Status: 0 })
        {
            // Where nothing ever happens the server may send no bookmarks either; asking again costs next to nothing.
            log.WatchSilent(resource.ToString());
            _failures = 0;
            return;
        }

        _failures = wasSteady ? 1 : _failures + 1;
        if (e.Reason is StatusReason.Expired or StatusReason.Gone)
        {
            log.WatchExpired(resource.ToString(), _version);
            _version = null;
            if (_failures == 1)
            {
                return;
            }
        }
        else
        {
            log.WatchFailed(resource.ToString(), e.Reason, e.Message, _failures);
            if (e.Status != 0 && _failures >= FailuresBeforeRelist)
            {
                _version = null;
            }
        }

        var wait = _backoff.DelayFor(_failures);
        await Task.Delay(e.RetryAfter > wait ? e.RetryAfter.Value : wait, clock, ct);
    }
}
