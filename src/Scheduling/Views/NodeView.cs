using System.Collections.Frozen;
using System.Globalization;

namespace Mooring.Scheduling.Views;

/// <summary>
/// What scheduling needs to know of one node. Immutable: a change of one container gives a new view at a cost that grows with that node's containers
/// only, and look-up tables are built at most once per view. Equality is identity.
/// </summary>
/// <param name="Id">Identity; the swarm manager uses <c>ENGINEID|addr</c>.</param>
/// <param name="Name">Name that expressions, ties and messages use.</param>
public sealed record NodeView(string Id, string Name)
{
    private readonly ContainerTable _containers = ContainerTable.Empty;
    private readonly ImageTable _images = ImageTable.Empty;

    /// <summary>What <c>constraint</c> expressions see beside <c>node</c>: engine labels and facts such as <c>storagedriver</c>, all by the caller.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What the node can give in all, overcommitment and reserved parts already applied.</summary>
    public Resources Total { get; init; }

    /// <summary>Most containers it may hold; null for no limit. See <see cref="SlotsOf"/>.</summary>
    public int? MaxContainers { get; init; }

    /// <summary>Health indicator, 0 (takes nothing) to 100.</summary>
    public int Health { get; init; } = 100;

    /// <summary>Why <see cref="Health"/> is 0, in words for people; null when there is nothing to say.</summary>
    public string? HealthReason { get; init; }

    /// <summary>What a person wants of the node.</summary>
    public Availability Availability { get; init; }

    /// <summary>Containers and reservations on the node.</summary>
    public IReadOnlyList<ContainerView> Containers
    {
        get => _containers.All;
        init => _containers = new([.. value]);
    }

    /// <summary>Images on the node.</summary>
    public IReadOnlyList<ImageView> Images
    {
        get => _images.All;
        init => _images = new([.. value]);
    }

    /// <summary>Sum of what containers that count have reserved.</summary>
    public Resources Used => _containers.Used;

    /// <summary>Number of containers that count.</summary>
    public int ContainerCount => _containers.Count;

    /// <summary>The classic node label <c>containerslots</c> as a limit: null when absent or not an integer.</summary>
    public static int? SlotsOf(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue("containerslots", out var text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var slots)
            ? slots
            : null;

    /// <summary>This node with a container added, or replaced if its ID is there. A reservation and the container made from it are never both there.</summary>
    public NodeView With(ContainerView container)
    {
        var overtaken = container.Pending && _containers.All.Any(other => !other.Pending && other.Reservation == container.Id);
        return overtaken
            ? this
            : this with
            {
                Containers =
                [
                    .. _containers.All.Where(other => other.Id != container.Id && !(other.Pending && other.Id == container.Reservation)),
                    container,
                ],
            };
    }

    /// <summary>This node without a container or reservation; the same view when it has none of that ID.</summary>
    public NodeView Without(string containerId) => _containers.All.Any(container => container.Id == containerId)
        ? this with { Containers = [.. _containers.All.Where(container => container.Id != containerId)] }
        : this;

    /// <summary>How many containers of a group are here; see <see cref="ContainerView.Group"/>.</summary>
    public int CountOf(string? group) => group is null ? 0 : _containers.CountOf(group);

    /// <summary>
    /// The container a reference means on this node: full or short ID, reservation key, name, <c>/name</c>, <c>node/name</c>, or unique ID prefix, in that
    /// order; null when there is none.
    /// </summary>
    public ContainerView? Find(string reference)
    {
        var name = reference.StartsWith('/') ? reference[1..] : reference;
        return _containers.Find(name)
            ?? (name.StartsWith(Name + "/", StringComparison.Ordinal) ? _containers.Find(name[(Name.Length + 1)..]) : null)
            ?? _containers.FindByPrefix(reference);
    }

    /// <summary>Identity.</summary>
    public bool Equals(NodeView? other) => ReferenceEquals(this, other);

    /// <summary>Identity.</summary>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The node's name.</summary>
    public override string ToString() => Name;

    internal bool HasContainer(string idOrName) => _containers.Find(idOrName) is not null;

    internal bool HasImage(string reference) => _images.References.Contains(reference);

    internal IEnumerable<string> ContainerReferences() => _containers.References;

    internal IEnumerable<string> ImageReferences() => _images.References;

    internal IEnumerable<string> LabelValues(string label) => _containers.LabelValues(label);

    internal ContainerView? HolderOf(PortClaim claim) => _containers.Ports.HolderOf(claim);

    internal ContainerView? HostNetworkHolderOf(PortClaim claim) => _containers.HostPorts.HolderOf(claim);
}
