namespace Mooring.Fleet.Monitors;

/// <summary>What events left to be read again; asking twice for one thing before it is read costs one read.</summary>
internal sealed class PendingWork(Wake wake)
{
    private readonly Lock _lock = new();
    private HashSet<string> _containers = [];
    private Kinds _kinds;

    [Flags]
    public enum Kinds
    {
        None = 0,
        Images = 1,
        Networks = 2,
        Volumes = 4,
    }

    public void AddContainer(string id)
    {
        lock (_lock)
        {
            _containers.Add(id);
        }

        wake.Signal();
    }

    public void Add(Kinds kinds)
    {
        lock (_lock)
        {
            _kinds |= kinds;
        }

        wake.Signal();
    }

    public void Add(IEnumerable<string> containers, Kinds kinds)
    {
        lock (_lock)
        {
            _containers.UnionWith(containers);
            _kinds |= kinds;
        }

        wake.Signal();
    }

    public (IReadOnlyCollection<string> Containers, Kinds Kinds) Take()
    {
        lock (_lock)
        {
            var taken = (_containers, _kinds);
            (_containers, _kinds) = ([], Kinds.None);
            return taken;
        }
    }
}
