namespace Mooring.Discovery.ZooKeeper;

/// <summary>Who waits for a change of which node. A watch fires once; the waiter reads anew.</summary>
internal sealed class ZooKeeperWatches
{
    private readonly Lock _lock = new();
    private Dictionary<string, TaskCompletionSource> _waiting = [];

    /// <summary>Completes at the next change of a node. Asked for before the read that sets the watch, so none is missed.</summary>
    public Task Add(string path)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(path, out var waiting))
            {
                _waiting[path] = waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return waiting.Task;
        }
    }

    public void Fire(string path)
    {
        lock (_lock)
        {
            if (_waiting.Remove(path, out var waiting))
            {
                waiting.SetResult();
            }
        }
    }

    /// <summary>The server forgets watches with the connection.</summary>
    public void FireAll()
    {
        lock (_lock)
        {
            foreach (var waiting in _waiting.Values)
            {
                waiting.SetResult();
            }

            _waiting = [];
        }
    }
}
