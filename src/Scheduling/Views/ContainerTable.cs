namespace Mooring.Scheduling.Views;

/// <summary>The containers of one node with their sums, and with look-up tables that are built when first asked for.</summary>
internal sealed class ContainerTable
{
    private Dictionary<string, ContainerView>? _byReference;
    private Dictionary<string, int>? _groups;
    private Dictionary<string, HashSet<string>>? _labels;
    private PortTable? _ports;
    private PortTable? _hostPorts;

    public ContainerTable(ContainerView[] all)
    {
        All = all;
        foreach (var container in all)
        {
            if (container.Counts)
            {
                Count++;
                Used += container.Resources;
            }
        }
    }

    public static ContainerTable Empty { get; } = new([]);

    public IReadOnlyList<ContainerView> All { get; }

    public int Count { get; }

    public Resources Used { get; }

    public PortTable Ports => _ports ??= new(All.Where(container => container is { Counts: true, HostNetwork: false }), container => container.Ports);

    public PortTable HostPorts => _hostPorts ??= new(All.Where(container => container is { Counts: true, HostNetwork: true }), container => container.Exposed);

    /// <summary>Every text that names a container exactly.</summary>
    public IEnumerable<string> References => ByReference.Keys;

    private Dictionary<string, ContainerView> ByReference => _byReference ??= Index();

    public ContainerView? Find(string reference) => ByReference.GetValueOrDefault(reference);

    public ContainerView? FindByPrefix(string prefix)
    {
        ContainerView? found = null;
        foreach (var container in All)
        {
            if (prefix.Length > 0 && container.Id.StartsWith(prefix, StringComparison.Ordinal))
            {
                if (found is not null)
                {
                    return null;
                }

                found = container;
            }
        }

        return found;
    }

    public int CountOf(string group)
    {
        _groups ??= All.Where(container => container.Group is not null).GroupBy(container => container.Group!).ToDictionary(g => g.Key, g => g.Count());
        return _groups.GetValueOrDefault(group);
    }

    /// <summary>The values that containers have for a label.</summary>
    public IReadOnlyCollection<string> LabelValues(string label)
    {
        _labels ??= All.SelectMany(container => container.Labels).GroupBy(pair => pair.Key, pair => pair.Value).ToDictionary(g => g.Key, g => g.ToHashSet());
        return _labels.TryGetValue(label, out var values) ? values : [];
    }

    /// <summary>Kinds in order of precedence, so that a name that looks like an ID does not hide the container of that ID.</summary>
    private Dictionary<string, ContainerView> Index()
    {
        var index = new Dictionary<string, ContainerView>();
        Add(container => [container.Id]);
        Add(container => [container.ShortId]);
        Add(container => container.Reservation is { } key ? [key] : []);
        Add(container => container.Names);
        return index;

        void Add(Func<ContainerView, IEnumerable<string>> references)
        {
            foreach (var container in All)
            {
                foreach (var reference in references(container))
                {
                    index.TryAdd(reference, container);
                }
            }
        }
    }
}
