using System.Collections.Concurrent;

namespace Mooring.Fleet.Snapshots;

/// <summary>
/// Keeps one instance of texts that repeat: image names, label keys, addresses. Bounded: when full it is emptied, which costs memory but never
/// correctness.
/// </summary>
internal sealed class TextPool
{
    private const int Most = 50_000;
    private const int LongestKept = 256;
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    // The dictionary's own count takes all its locks.
    private int _count;

    public string Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > LongestKept)
        {
            return text ?? "";
        }

        if (_texts.TryGetValue(text, out var kept))
        {
            return kept;
        }

        if (Interlocked.Increment(ref _count) > Most)
        {
            _texts.Clear();
            Volatile.Write(ref _count, 0);
        }

        return _texts.GetOrAdd(text, text);
    }

    public IReadOnlyDictionary<string, string> Of(IEnumerable<KeyValuePair<string, string>>? map)
    {
        if (map is null || !map.TryGetNonEnumeratedCount(out var count) || count == 0)
        {
            return Empty.Labels;
        }

        var kept = new Dictionary<string, string>(count, StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            kept[Of(key)] = Of(value);
        }

        return kept;
    }
}
