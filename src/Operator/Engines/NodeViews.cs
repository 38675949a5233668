using Mooring.Api;
using Mooring.Fleet.Snapshots;
using Mooring.Scheduling.Views;
using Resources = Mooring.Scheduling.Views.Resources;

namespace Mooring.Operator.Engines;

/// <summary>A DockerNode and its engine as the scheduler sees them. Pure.</summary>
public static class NodeViews
{
    /// <summary>What the engine has, or what the spec says instead.</summary>
    public static Resources CapacityOf(DockerNode node, EngineFacts facts) => new(
        node.Spec.Capacity?.Cpus?.ToNanoCpus() ?? facts.Cpus * Resources.OneCpu,
        node.Spec.Capacity?.Memory?.ToBytes() ?? facts.Memory);

    /// <summary>Capacity without what is reserved for the host.</summary>
    public static Resources AllocatableOf(DockerNode node, EngineFacts facts) =>
        CapacityOf(node, facts) - new Resources(node.Spec.Reserved?.Cpus?.ToNanoCpus() ?? 0, node.Spec.Reserved?.Memory?.ToBytes() ?? 0);

    /// <summary>The node's labels for expressions: its name and facts of the engine, over them its own labels, over them the DockerNode's.</summary>
    public static IReadOnlyDictionary<string, string> LabelsOf(DockerNode node, EngineFacts? facts)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = node.Metadata.Name };
        if (facts is not null)
        {
            Add("storagedriver", facts.StorageDriver);
            Add("kernelversion", facts.KernelVersion);
            Add("operatingsystem", facts.OperatingSystem);
            Add("ostype", facts.OsType);
            Add("architecture", facts.Architecture);
            foreach (var (name, value) in facts.Labels)
            {
                labels.TryAdd(name, value);
            }
        }

        foreach (var (name, value) in node.Spec.Labels)
        {
            labels[name] = value;
        }

        return labels;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                labels[name] = value;
            }
        }
    }

    /// <summary>The whole view.</summary>
    /// <param name="node">The resource.</param>
    /// <param name="engine">What the fleet knows; null while it knows nothing.</param>
    /// <param name="refusal">Why it takes nothing; null when it does.</param>
    public static NodeView Of(DockerNode node, EngineSnapshot? engine, string? refusal) => new(engine?.Facts?.ID is { Length: > 0 } id ? $"{id}|{node.Metadata.Name}" : node.Metadata.Name, node.Metadata.Name)
    {
        Labels = LabelsOf(node, engine?.Facts),
        Total = engine?.Facts is { } facts ? AllocatableOf(node, facts) : default,
        MaxContainers = node.Spec.MaxContainers ?? NodeView.SlotsOf(LabelsOf(node, engine?.Facts)),
        Health = refusal is null ? 100 : 0,
        HealthReason = refusal,
        Availability = node.Spec.Availability switch
        {
            Api.Availability.Pause => Scheduling.Views.Availability.Pause,
            Api.Availability.Drain => Scheduling.Views.Availability.Drain,
            _ => Scheduling.Views.Availability.Active,
        },
        Containers = engine is null ? [] : [.. engine.Containers.Values.Select(ContainerViews.Of)],
        Images = engine is null ? [] : [.. engine.Images.Select(image => new ImageView(image.ID, image.RepoTags, image.RepoDigests))],
    };
}
