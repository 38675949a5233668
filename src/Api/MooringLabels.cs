namespace Mooring.Api;

/// <summary>
/// Labels, annotations and finalizers of the group. The container labels are the only proof of ownership: a container without
/// <see cref="Owner"/> set to this installation is never changed or removed.
/// </summary>
public static class MooringLabels
{
    /// <summary>Prefix of every key of ours.</summary>
    public const string Prefix = MooringApi.Group + "/";

    /// <summary>On a container: name of the Placement it belongs to.</summary>
    public const string Placement = Prefix + "placement";

    /// <summary>On a container: namespace of the Placement.</summary>
    public const string Namespace = Prefix + "namespace";

    /// <summary>On a container: uid of the Placement; a new Placement of the same name is another one.</summary>
    public const string Uid = Prefix + "uid";

    /// <summary>On a container: the revision of the template it was made from (<c>status.revision</c>).</summary>
    public const string Revision = Prefix + "revision";

    /// <summary>On a container: its slot, a number from 1 up when Replicated, the node's name when Global.</summary>
    public const string Slot = Prefix + "slot";

    /// <summary>On a container, network, volume or Secret: the operator installation that made it.</summary>
    public const string Owner = Prefix + "owner";

    /// <summary>On a Secret and on agent and manager containers: name of the Cluster it serves.</summary>
    public const string Cluster = Prefix + "cluster";

    /// <summary>On a Secret: name of the DockerNode it serves.</summary>
    public const string Node = Prefix + "node";

    /// <summary>On all three kinds: what the operator must clean up outside Kubernetes before the object may go.</summary>
    public const string Finalizer = Prefix + "finalizer";
}
