using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Kube.Objects;

/// <summary>Patches that add and remove a finalizer. Both are refused as a conflict when the object changed since it was read.</summary>
public static class Finalizers
{
    /// <summary>True when the object carries it.</summary>
    public static bool Has(IKubernetesObject thing, string finalizer) => thing.Metadata.Finalizers.Contains(finalizer);

    /// <summary>Adds it; null when it is there already.</summary>
    public static V1Patch? Add(IKubernetesObject thing, string finalizer) =>
        Has(thing, finalizer) ? null : Patch(thing, [.. thing.Metadata.Finalizers, finalizer]);

    /// <summary>Removes it; null when it is not there.</summary>
    public static V1Patch? Remove(IKubernetesObject thing, string finalizer) =>
        Has(thing, finalizer) ? Patch(thing, [.. thing.Metadata.Finalizers.Where(name => name != finalizer)]) : null;

    // A merge patch replaces the whole list, so it must not overwrite what somebody else added meanwhile.
    private static V1Patch Patch(IKubernetesObject thing, IEnumerable<string> finalizers) => V1Patch.Merge(new()
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = thing.Metadata.ResourceVersion,
            ["finalizers"] = new JsonArray([.. finalizers.Select(name => (JsonNode)name)]),
        },
    });
}
