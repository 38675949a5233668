using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Discovery;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Integration.Discovery;

/// <summary>A manager's view of a discovery, kept in the background.</summary>
internal sealed class Watching : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();

    /// <param name="discovery">What to watch.</param>
    /// <param name="raw">Whether to take every list the store's watch yields, rather than following.</param>
    public Watching(IDiscovery discovery, bool raw = false) => _ = WatchAsync(
        raw
            ? discovery.WatchAsync(_stop.Token)
            : discovery.FollowAsync(TimeSpan.FromSeconds(1), TimeProvider.System, NullLogger.Instance, _stop.Token));

    /// <summary>The last list, joined by spaces; null before the first.</summary>
    public string? Last { get; private set; }

    /// <summary>How many lists came.</summary>
    public int Lists { get; private set; }

    /// <summary>Waits until the list is this one.</summary>
    public Task SeesAsync(string list) => Eventually.TrueAsync(() => Last == list, Deadline, $"the list is '{list}'");

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task WatchAsync(IAsyncEnumerable<IReadOnlyList<string>> lists)
    {
        try
        {
            await foreach (var list in lists)
            {
                Last = string.Join(' ', list);
                Lists++;
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
