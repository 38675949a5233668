using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Mooring.Discovery.Etcd;

/// <summary>
/// A small etcd client over the v3 JSON gateway: keys, leases, one conditional put, watches. Members are tried in turn when one is out of reach, so a put may
/// be sent twice. Every call ends within about 3 s a member.
/// </summary>
public sealed class EtcdClient : IDisposable
{
    private readonly EtcdGateway _gateway;
    private readonly TimeProvider _clock;

    /// <summary>A client; it connects when first used.</summary>
    /// <param name="endpoints">Members as <c>host:port</c>.</param>
    /// <param name="options">TLS and login.</param>
    /// <param name="clock">Clock.</param>
    public EtcdClient(IReadOnlyList<string> endpoints, DiscoveryOptions options, TimeProvider clock)
    {
        _gateway = new(endpoints, options, clock);
        _clock = clock;
    }

    /// <summary>A key, or all keys that begin with a prefix.</summary>
    /// <exception cref="DiscoveryException">etcd is out of reach or refuses; true of every method here.</exception>
    public async Task<EtcdRange> RangeAsync(string key, bool prefix, CancellationToken ct)
    {
        var response = await _gateway.CallAsync(
            "kv/range", new(Bytes(key), EndOf(key, prefix)), EtcdJson.Default.RangeRequest, EtcdJson.Default.RangeResponse, ct);
        return new(response.Header?.Revision ?? 0, [.. (response.Kvs ?? []).Select(ToItem)]);
    }

    /// <summary>Sets a key.</summary>
    /// <param name="key">Key.</param>
    /// <param name="value">Value.</param>
    /// <param name="lease">Lease the key ends with, 0 for none.</param>
    /// <param name="ct">Ends the call.</param>
    public Task PutAsync(string key, string value, long lease, CancellationToken ct) => _gateway.CallAsync(
        "kv/put", new(Bytes(key), Bytes(value), lease), EtcdJson.Default.PutRequest, EtcdJson.Default.PutResponse, ct);

    /// <summary>Deletes a key, or all keys that begin with a prefix, and returns how many there were.</summary>
    public async Task<long> DeleteAsync(string key, bool prefix, CancellationToken ct)
    {
        var response = await _gateway.CallAsync(
            "kv/deleterange", new(Bytes(key), EndOf(key, prefix)), EtcdJson.Default.DeleteRangeRequest, EtcdJson.Default.DeleteRangeResponse, ct);
        return response.Deleted;
    }

    /// <summary>Sets a key if a condition holds, in one transaction, and returns whether it did.</summary>
    public async Task<bool> PutIfAsync(EtcdCondition condition, string key, string value, long lease, CancellationToken ct)
    {
        var put = new EtcdMessages.RequestOp(new(Bytes(key), Bytes(value), lease));
        var request = new EtcdMessages.TxnRequest(
            [
                condition switch
                {
                    EtcdCondition.NotOnLease other => new("NOT_EQUAL", "LEASE", Bytes(key), other.Lease, 0),
                    _ => new("EQUAL", "CREATE", Bytes(key), 0, 0),
                },
            ],
            [put],
            []);
        return (await _gateway.CallAsync("kv/txn", request, EtcdJson.Default.TxnRequest, EtcdJson.Default.TxnResponse, ct)).Succeeded;
    }

    /// <summary>Makes a lease and returns its ID.</summary>
    /// <param name="ttl">Rounded up to seconds; etcd raises it to about one and a half election timeouts (2 s).</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<long> LeaseGrantAsync(TimeSpan ttl, CancellationToken ct)
    {
        var request = new EtcdMessages.LeaseGrantRequest((long)Math.Ceiling(ttl.TotalSeconds));
        return (await _gateway.CallAsync("lease/grant", request, EtcdJson.Default.LeaseGrantRequest, EtcdJson.Default.LeaseGrantResponse, ct)).Id;
    }

    /// <summary>Renews a lease. False when it has ended.</summary>
    public async Task<bool> LeaseKeepAliveAsync(long lease, CancellationToken ct)
    {
        var response = await _gateway.CallAsync(
            "lease/keepalive", new(lease), EtcdJson.Default.LeaseRequest, EtcdJson.Default.LeaseKeepAliveResponse, ct);
        return response.Result?.Ttl > 0;
    }

    /// <summary>Ends a lease and its keys at once.</summary>
    public Task LeaseRevokeAsync(long lease, CancellationToken ct) => _gateway.CallAsync(
        "lease/revoke", new(lease), EtcdJson.Default.LeaseRequest, EtcdJson.Default.LeaseRevokeResponse, ct);

    /// <summary>Changes of a key, or of all keys that begin with a prefix, in order. Ends by itself once nothing was heard for a while.</summary>
    /// <param name="key">Key or prefix.</param>
    /// <param name="prefix">Whether it is a prefix.</param>
    /// <param name="fromRevision">First revision to see.</param>
    /// <param name="quiet">Longest silence, after which the state is to be read again: a dead connection is silent too.</param>
    /// <param name="ct">Ends the watch.</param>
    public async IAsyncEnumerable<IReadOnlyList<EtcdEvent>> WatchAsync(
        string key, bool prefix, long fromRevision, TimeSpan quiet, [EnumeratorCancellation] CancellationToken ct)
    {
        var request = new EtcdMessages.WatchRequest(new(Bytes(key), EndOf(key, prefix), fromRevision));
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, silence.Token);
        using var response = await _gateway.OpenAsync("watch", request, EtcdJson.Default.WatchRequest, ct);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(ct));
        while (true)
        {
            silence.CancelAfter(quiet);
            var line = await ReadLineAsync(reader, limit.Token, ct);
            if (line is null)
            {
                yield break;
            }

            var events = EventsOf(line);
            if (events.Count > 0)
            {
                yield return events;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gateway.Dispose();

    /// <summary>Null at the end of silence.</summary>
    private static async Task<string?> ReadLineAsync(StreamReader reader, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            return await reader.ReadLineAsync(limit) ?? throw new DiscoveryException("etcd has closed the watch");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new DiscoveryException($"the watch broke off: {e.Message}", e);
        }
    }

    private static IReadOnlyList<EtcdEvent> EventsOf(string line)
    {
        EtcdMessages.WatchLine? parsed;
        try
        {
            parsed = JsonSerializer.Deserialize(line, EtcdJson.Default.WatchLine);
        }
        catch (JsonException e)
        {
            throw new DiscoveryException($"etcd's watch is not understood: {e.Message}", e);
        }

        return parsed switch
        {
            { Error: { } error } => throw new DiscoveryException($"the watch failed: {error.Message ?? error.Text}"),
            { Result: { Canceled: true } result } => throw new DiscoveryException(
                string.Create(CultureInfo.InvariantCulture, $"etcd cancelled the watch: {result.CancelReason} (compacted at {result.CompactRevision})")),
            _ => [.. (parsed?.Result?.Events ?? []).Where(e => e.Kv is not null).Select(e => new EtcdEvent(e.Type == "DELETE", ToItem(e.Kv!)))],
        };
    }

    private static EtcdKeyValue ToItem(EtcdMessages.KeyValue kv) =>
        new(Encoding.UTF8.GetString(kv.Key ?? []), Encoding.UTF8.GetString(kv.Value ?? []), kv.CreateRevision, kv.ModRevision, kv.Lease);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The first key after all that begin with a prefix: the prefix with its last byte raised (never 0xff in UTF-8).</summary>
    private static byte[]? EndOf(string key, bool prefix)
    {
        if (!prefix)
        {
            return null;
        }

        var end = Bytes(key);
        end[^1]++;
        return end;
    }
}
