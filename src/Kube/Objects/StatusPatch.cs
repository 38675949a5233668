using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Kube.Objects;

/// <summary>Merge patches that say only what differs.</summary>
public static class StatusPatch
{
    /// <summary>
    /// What turns the old status into the new one; null when they say the same, so that nothing need be written. With
    /// <paramref name="basis"/> the patch is refused as a conflict when that object changed since it was read.
    /// </summary>
    public static V1Patch? Between<TStatus>(TStatus? old, TStatus wanted, JsonTypeInfo<TStatus> json, IKubernetesObject? basis = null)
        where TStatus : class
    {
        var before = old is null ? null : JsonSerializer.SerializeToNode(old, json) as JsonObject;
        var after = JsonSerializer.SerializeToNode(wanted, json) as JsonObject ?? throw new ArgumentException("A status is an object.", nameof(wanted));
        if (Difference(before ?? [], after) is not { } difference)
        {
            return null;
        }

        var body = new JsonObject { ["status"] = difference };
        if (basis is not null)
        {
            body["metadata"] = new JsonObject { ["resourceVersion"] = basis.Metadata.ResourceVersion };
        }

        return V1Patch.Merge(body);
    }

    /// <summary>The RFC 7396 patch from one object to another; null when they are equal.</summary>
    public static JsonObject? Difference(JsonObject before, JsonObject after)
    {
        var patch = new JsonObject();
        foreach (var (name, _) in before.Where(member => member.Value is not null && after[member.Key] is null))
        {
            patch[name] = null;
        }

        foreach (var (name, wanted) in after.Where(member => member.Value is not null))
        {
            var known = before[name];
            if (known is JsonObject knownObject && wanted is JsonObject wantedObject)
            {
                if (Difference(knownObject, wantedObject) is { } inner)
                {
                    patch[name] = inner;
                }
            }
            else if (!JsonNode.DeepEquals(known, wanted))
            {
                patch[name] = wanted!.DeepClone();
            }
        }

        return patch.Count == 0 ? null : patch;
    }
}
