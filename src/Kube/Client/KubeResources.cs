using Mooring.Kube.Models;

namespace Mooring.Kube.Client;

/// <summary>The built-in kinds used here.</summary>
public static class KubeResources
{
    public static KubeResource<V1Secret> Secrets { get; } = new("", "v1", "secrets", "Secret", KubeJson.Default.V1Secret);

    public static KubeResource<V1ConfigMap> ConfigMaps { get; } = new("", "v1", "configmaps", "ConfigMap", KubeJson.Default.V1ConfigMap);

    public static KubeResource<V1Namespace> Namespaces { get; } =
        new("", "v1", "namespaces", "Namespace", KubeJson.Default.V1Namespace, Namespaced: false);

    public static KubeResource<V1Lease> Leases { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", KubeJson.Default.V1Lease);

    public static KubeResource<Eventsv1Event> Events { get; } = new("events.k8s.io", "v1", "events", "Event", KubeJson.Default.Eventsv1Event);
}
