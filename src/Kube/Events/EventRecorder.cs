using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mooring.Api;
using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Kube.Events;

/// <summary>Writes events.k8s.io/v1 Events in the background. Repeated ones are counted and the count is written now and then.</summary>
/// <param name="kube">The API.</param>
/// <param name="options">Who reports, and how sparingly.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where failures are told.</param>
public sealed class EventRecorder(IKubernetes kube, EventRecorderOptions options, TimeProvider clock, ILogger<EventRecorder> log)
    : BackgroundService, IEventRecorder
{
    private readonly Channel<(EventIdentity What, DateTimeOffset When)> _waiting =
        Channel.CreateBounded<(EventIdentity, DateTimeOffset)>(new BoundedChannelOptions(options.Capacity) { SingleReader = true });

    private readonly Dictionary<EventIdentity, EventSeries> _series = [];
    private readonly string _instance = EventText.Cut(options.Instance.Length > 0 ? options.Instance : Environment.MachineName, EventText.LongestWord);
    private long _dropped;
    private long _stamp;

    /// <inheritdoc/>
    public void Record(IKubernetesObject regarding, EventType type, string reason, string action, string note)
    {
        // Without the version: it would make every event of an object another one.
        var reference = new V1ObjectReference(
            regarding.ApiVersion, regarding.Kind, regarding.Metadata.Name, regarding.Metadata.Namespace, regarding.Metadata.Uid);
        var what = new EventIdentity(
            reference,
            type,
            EventText.Cut(reason, EventText.LongestWord),
            EventText.Cut(action, EventText.LongestWord),
            EventText.Cut(note, EventText.LongestNote));
        if (!_waiting.Writer.TryWrite((what, clock.GetUtcNow())))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.SeriesPeriod, clock);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        var more = _waiting.Reader.WaitToReadAsync(stoppingToken).AsTask();
        while (true)
        {
            if (await Task.WhenAny(more, tick) == more)
            {
                await more;
                while (_waiting.Reader.TryRead(out var next))
                {
                    await WriteAsync(next.What, next.When, stoppingToken);
                }

                more = _waiting.Reader.WaitToReadAsync(stoppingToken).AsTask();
            }
            else
            {
                await tick;
                await FlushAsync(stoppingToken);
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }
        }
    }

    private async Task WriteAsync(EventIdentity what, DateTimeOffset when, CancellationToken ct)
    {
        if (_series.TryGetValue(what, out var series) && when - series.LastSeen < options.SeriesEnd)
        {
            series.See(when);
            return;
        }

        var body = Body(what, when);
        if (await TryAsync(() => kube.CreateAsync(KubeResources.Events, body, ct)) is null)
        {
            _series[what] = new(ObjectKey.Of(body), when);
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _dropped, 0) is var dropped and > 0)
        {
            log.EventsDropped(dropped);
        }

        var now = clock.GetUtcNow();
        foreach (var (what, series) in _series.ToList())
        {
            if (series.Count > series.WrittenCount)
            {
                await WriteCountAsync(what, series, ct);
            }
            else if (now - series.LastSeen >= options.SeriesEnd)
            {
                _series.Remove(what);
            }
        }
    }

    private async Task WriteCountAsync(EventIdentity what, EventSeries series, CancellationToken ct)
    {
        var count = series.Count;
        var patch = V1Patch.Merge(new()
        {
            ["series"] = new JsonObject
            {
                ["count"] = count,
                ["lastObservedTime"] = series.LastSeen.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            },
        });
        switch (await TryAsync(() => kube.PatchAsync(KubeResources.Events, series.Key, patch, ct)))
        {
            case null:
                series.Written(count);
                break;
            case StatusReason.NotFound:
                // The server forgets events after an hour; the next one like it is written in full.
                _series.Remove(what);
                break;
        }
    }

    // Why it failed, or null when it did not.
    private async Task<StatusReason?> TryAsync(Func<Task<Eventsv1Event>> write)
    {
        try
        {
            await write();
            return null;
        }
        catch (KubernetesException e)
        {
            log.EventFailed(e.Reason, e.Message);
            return e.Reason;
        }
    }

    private Eventsv1Event Body(EventIdentity what, DateTimeOffset when)
    {
        // Several events of an object may fall into one tick of the clock.
        _stamp = Math.Max(_stamp + 1, when.UtcTicks);
        var suffix = "." + _stamp.ToString("x16", CultureInfo.InvariantCulture);
        var name = what.Regarding.Name!.Length > 200 ? what.Regarding.Name[..200].TrimEnd('.', '-') : what.Regarding.Name;
        // Events of objects without a namespace stand in the one named default, as kubectl expects.
        var ns = string.IsNullOrEmpty(what.Regarding.Namespace) ? "default" : what.Regarding.Namespace;
        return new(
            new V1ObjectMeta(name + suffix, ns),
            when,
            options.Controller,
            _instance,
            what.Action,
            what.Reason,
            what.Type.ToString(),
            what.Note,
            what.Regarding);
    }
}
