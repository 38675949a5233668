using System.Globalization;
using System.Text;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>GET /events: what all engines tell, as it happens.</summary>
internal sealed class EventHandlers(EventHub hub, TimeProvider clock)
{
    /// <summary>Streams events, one a line, until <c>until</c> or until the client leaves.</summary>
    public async Task StreamAsync(ApiCall call)
    {
        var filters = call.Filters();
        var since = Time(call.Query["since"], "since");
        var until = Time(call.Query["until"], "until");
        call.Context.Response.ContentType = "application/json";
        var (earlier, reader) = hub.Listen(since);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        try
        {
            await call.Context.Response.BodyWriter.FlushAsync(call.Aborted);
            foreach (var item in earlier.Where(item => until is null || item.Time <= until))
            {
                await WriteAsync(call, item, filters, call.Aborted);
            }

            if (until <= clock.GetUtcNow())
            {
                return;
            }

            using var deadline = until is { } moment ? new CancellationTokenSource(moment - clock.GetUtcNow(), clock) : new CancellationTokenSource();
            using var both = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, deadline.Token);
            await FollowAsync(call, reader, filters, both.Token);
        }
        catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
        {
            // The time the client asked for has come.
            return;
        }
        finally
        {
            hub.Leave(reader);
        }
    }

    private static async Task FollowAsync(ApiCall call, System.Threading.Channels.ChannelReader<ClusterEvent> reader, QueryFilters filters, CancellationToken ct)
    {
        await foreach (var item in reader.ReadAllAsync(ct))
        {
            await WriteAsync(call, item, filters, ct);
        }
    }

    private static async Task WriteAsync(ApiCall call, ClusterEvent item, QueryFilters filters, CancellationToken ct)
    {
        if (EventView.Passes(item, filters))
        {
            await call.Context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(item.Json.ToJsonString(RelaxedJson.Options) + "\n"), ct);
        }
    }

    // Seconds since 1970, whole or with a fraction, or a time in RFC 3339.
    private static DateTimeOffset? Time(string text, string name) => text.Length == 0 ? null
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(Math.Min(seconds, 253402300799m) * TimeSpan.TicksPerSecond))
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw ApiException.BadRequest($"invalid {name}: {text}");
}
