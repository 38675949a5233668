using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mooring.Swarm.Tokens;

/// <summary>Keeps clusters in one JSON file, <c>{"TOKEN": {"host:port": expiry in Unix milliseconds}}</c>, replaced as a whole on every change.</summary>
internal sealed class FileTokenStore(string path, TimeProvider clock) : ITokenStore
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private JsonObject? _clusters;

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FetchAsync(string token, CancellationToken ct) => InTurnAsync<IReadOnlyList<string>>(clusters =>
        Task.FromResult<IReadOnlyList<string>>([.. Living(clusters, token).Select(entry => entry.Key).Order(StringComparer.Ordinal)]), ct);

    /// <inheritdoc/>
    public Task RegisterAsync(string token, string address, TimeSpan ttl, CancellationToken ct) => InTurnAsync(async clusters =>
    {
        var cluster = new JsonObject(Living(clusters, token).Select(entry => new KeyValuePair<string, JsonNode?>(entry.Key, entry.Value!.DeepClone())))
        {
            [address] = (clock.GetUtcNow() + ttl).ToUnixTimeMilliseconds(),
        };
        clusters[token] = cluster;
        await WriteAsync(clusters, ct);
        return true;
    }, ct);

    /// <inheritdoc/>
    public Task RemoveAsync(string token, string address, CancellationToken ct) => InTurnAsync(async clusters =>
    {
        if (clusters[token] is JsonObject cluster && cluster.Remove(address))
        {
            await WriteAsync(clusters, ct);
        }

        return true;
    }, ct);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private IEnumerable<KeyValuePair<string, JsonNode?>> Living(JsonObject clusters, string token) =>
        (clusters[token] as JsonObject ?? []).Where(entry => entry.Value!.GetValue<long>() > clock.GetUtcNow().ToUnixTimeMilliseconds());

    private async Task<T> InTurnAsync<T>(Func<JsonObject, Task<T>> use, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _clusters ??= await ReadAsync(ct);
            return await use(_clusters);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<JsonObject> ReadAsync(CancellationToken ct)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(path, ct)) as JsonObject ?? [];
        }
        catch (FileNotFoundException)
        {
            return [];
        }
        catch (JsonException e)
        {
            throw new IOException($"{path} does not hold clusters: {e.Message}", e);
        }
    }

    // A reader, or a crash in the middle, sees the old file or the new one.
    private async Task WriteAsync(JsonObject clusters, CancellationToken ct)
    {
        await File.WriteAllTextAsync(path + ".new", clusters.ToJsonString(), ct);
        File.Move(path + ".new", path, overwrite: true);
    }
}
