using System.Collections.Concurrent;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Counts requests, so that a test can say what a client does not do.</summary>
public sealed class SimulatedRequestLog
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public int Total => _counts.Values.Sum();

    /// <summary>Counts by the start of method and path, such as <c>GET /containers</c>.</summary>
    public int Count(string prefix) => _counts.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(pair => pair.Value);

    internal void Add(string method, string path) => _counts.AddOrUpdate(method + " " + path, 1, (_, count) => count + 1);
}
