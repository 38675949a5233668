using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet.Changes;

/// <summary>
/// One reader of changes. It holds what the reader last saw of each engine and which engines were touched since, so a slow reader costs no memory
/// beyond that and misses nothing but intermediate states.
/// </summary>
internal sealed class ChangeReader(Func<string, EngineSnapshot?> current)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _touched = [];
    private readonly Channel<string> _order = Channel.CreateUnbounded<string>(new() { SingleReader = true });
    private readonly Dictionary<string, EngineSnapshot> _seen = [];

    public void Touch(string key)
    {
        lock (_lock)
        {
            if (_touched.Add(key))
            {
                _order.Writer.TryWrite(key);
            }
        }
    }

    public async IAsyncEnumerable<FleetChange> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var key in _order.Reader.ReadAllAsync(ct))
        {
            lock (_lock)
            {
                _touched.Remove(key);
            }

            var (before, after) = (_seen.GetValueOrDefault(key), current(key));
            if (before?.Revision == after?.Revision)
            {
                continue;
            }

            if (after is null)
            {
                _seen.Remove(key);
            }
            else
            {
                _seen[key] = after;
            }

            yield return FleetChange.Between(key, before, after);
        }
    }
}
