using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Channels;
using Mooring.Engine.Models;
using Mooring.Engine.Streams;

namespace Mooring.Engine.Events;

/// <summary>Keeps one event stream going over any number of connections.</summary>
internal sealed class EventFollower(
    Func<EventsParameters, CancellationToken, Task<Stream>> open,
    ISystemOperations system,
    EventFollowOptions options,
    EventCursor cursor,
    DockerClientConfiguration configuration)
{
    private const int Unread = 1024;
    private readonly TimeProvider _clock = configuration.Clock;
    private long _lastSign;
    private int _failures;

    public async IAsyncEnumerable<EngineEvent> RunAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var events = Channel.CreateBounded<EngineEvent>(new BoundedChannelOptions(Unread) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var producing = ProduceAsync(events.Writer, stop.Token);
        try
        {
            await foreach (var item in events.Reader.ReadAllAsync(ct))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await producing;
        }
    }

    private async Task ProduceAsync(ChannelWriter<EngineEvent> events, CancellationToken ct)
    {
        try
        {
            while (true)
            {
                var cause = await FollowOnceAsync(events, ct);
                var pause = Backoff(_failures++);
                configuration.Logger.EventsLost(cause, configuration.EndpointBaseUri, cause.Message, pause);
                await events.WriteAsync(new EngineEvent.Lost(cause, pause), ct);
                await Task.Delay(pause, _clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            events.Complete();
        }
        catch (Exception e)
        {
            events.Complete(e);
            throw;
        }
    }

    // Follows one connection to its end and tells why it ended.
    private async Task<DockerException> FollowOnceAsync(ChannelWriter<EngineEvent> events, CancellationToken ct)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var watching = Task.FromResult<DockerException?>(null);
        try
        {
            await using var body = await open(new() { Since = cursor.Since, Filters = options.Filters }, ct);
            await events.WriteAsync(new EngineEvent.Opened(), ct);
            SignOfLife();
            watching = WatchAsync(cut, ct);
            await ReadAsync(body, events, cut.Token);
            return new DockerConnectionException(ConnectionFault.Closed, $"{configuration.EndpointBaseUri} ended the event stream.");
        }
        catch (DockerException e)
        {
            return e;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return await watching ?? throw new InvalidOperationException("The watchdog cuts a stream only with a cause.");
        }
        finally
        {
            await cut.CancelAsync();
            await watching;
        }
    }

    private async Task ReadAsync(Stream body, ChannelWriter<EngineEvent> events, CancellationToken ct)
    {
        await foreach (var message in JsonLines.ReadAsync(body, EngineJson.Default.Message, ct))
        {
            SignOfLife();
            _failures = 0;
            if (cursor.Add(message))
            {
                await events.WriteAsync(new EngineEvent.Occurred(message), ct);
            }
        }
    }

    // An engine that hangs still acknowledges packets, so only an answer counts as life.
    private async Task<DockerException?> WatchAsync(CancellationTokenSource cut, CancellationToken ct)
    {
        try
        {
            while (options.PingAfterSilence is { } limit)
            {
                var silent = _clock.GetElapsedTime(Volatile.Read(ref _lastSign));
                if (silent < limit)
                {
                    await Task.Delay(limit - silent, _clock, cut.Token);
                    continue;
                }

                await system.PingAsync(cut.Token);
                SignOfLife();
                _failures = 0;
            }
        }
        catch (DockerException e)
        {
            await cut.CancelAsync();
            return e;
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested || ct.IsCancellationRequested)
        {
            return null;
        }

        return null;
    }

    private void SignOfLife() => Volatile.Write(ref _lastSign, _clock.GetTimestamp());

    // Between half and all of the doubled pause, so that the readers of a restarted engine do not come all at once.
    private TimeSpan Backoff(int failures)
    {
        var longest = options.ShortestBackoff * Math.Pow(2, Math.Min(failures, 16));
        var pause = longest < options.LongestBackoff ? longest : options.LongestBackoff;
        return pause * (0.5 + (RandomNumberGenerator.GetInt32(1000) / 2000.0));
    }
}
