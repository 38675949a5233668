using System.Runtime.CompilerServices;
using Mooring.Discovery.Addresses;

namespace Mooring.Discovery.Files;

/// <summary><c>file://</c>: one address or range a line; <c>#</c> begins a comment (swarm.md 2.3). One bad line rejects the whole file.</summary>
/// <param name="path">Path of the file.</param>
/// <param name="period">How often it is read in any case; a change of size or time is seen within a second.</param>
/// <param name="clock">Clock.</param>
public sealed class FileDiscovery(string path, TimeSpan period, TimeProvider clock) : IDiscovery
{
    private static readonly TimeSpan GlanceEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Task RegisterAsync(string address, TimeSpan ttl, CancellationToken ct) =>
        throw new DiscoveryException("not implemented in this discovery service");

    /// <inheritdoc/>
    public Task DeregisterAsync(string address, CancellationToken ct) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FetchAsync(CancellationToken ct)
    {
        try
        {
            return Parse(await File.ReadAllLinesAsync(path, ct));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = e is FileNotFoundException or DirectoryNotFoundException ? $"open {path}: no such file or directory" : e.Message;
            throw new DiscoveryException($"failed to read '{path}': {why}", e);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<string>? last = null;
        while (true)
        {
            var seen = Glance();
            var list = await FetchAsync(ct);
            if (last is null || !list.SequenceEqual(last))
            {
                yield return last = list;
            }

            var readAt = clock.GetTimestamp();
            do
            {
                await Task.Delay(GlanceEvery < period ? GlanceEvery : period, clock, ct);
            }
            while (Glance() == seen && clock.GetElapsedTime(readAt) < period);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal static IReadOnlyList<string> Parse(IEnumerable<string> lines)
    {
        var addresses = new List<string>();
        foreach (var line in lines)
        {
            var entry = line.Split('#', 2)[0].Trim();
            if (entry.Length > 0)
            {
                addresses.AddRange(AddressRange.TryExpand(entry, out var expanded, out var error) ? expanded : throw new DiscoveryException(error));
            }
        }

        return addresses;
    }

    private (DateTime Written, long Length) Glance()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
