using System.Net;
using System.Text.Json.Nodes;
using Mooring.Kube.Client;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>What the server makes of metadata when an object is written.</summary>
internal static class FakeMetadata
{
    private static readonly string[] ServersOwn =
    [
        "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
    ];

    public static KubernetesException Refused(StatusReason reason, HttpStatusCode code, string message) => new(reason, message) { Status = code };

    public static void CheckPreconditions(string resource, JsonObject old, string? uid, string? version)
    {
        var meta = old["metadata"]!;
        if ((!string.IsNullOrEmpty(uid) && uid != (string?)meta["uid"]) || (!string.IsNullOrEmpty(version) && version != (string?)meta["resourceVersion"]))
        {
            var message = $"Operation cannot be fulfilled on {resource} \"{meta["name"]}\": the object has been modified";
            throw Refused(StatusReason.Conflict, HttpStatusCode.Conflict, message);
        }
    }

    public static JsonObject With(JsonObject body, string member, JsonNode? value)
    {
        var copy = (JsonObject)body.DeepClone();
        copy.Remove(member);
        if (value is not null)
        {
            copy[member] = value.DeepClone();
        }

        return copy;
    }

    public static void KeepIdentity(JsonObject old, JsonObject now, bool hasGeneration)
    {
        foreach (var member in ServersOwn)
        {
            ((JsonObject)now["metadata"]!).Remove(member);
            if (old["metadata"]![member] is { } value)
            {
                now["metadata"]![member] = value.DeepClone();
            }
        }

        if (hasGeneration && !JsonNode.DeepEquals(WantedState(old), WantedState(now)))
        {
            BumpGeneration(now["metadata"]!);
        }
    }

    private static JsonObject WantedState(JsonObject body) => With(With(body, "status", null), "metadata", null);

    public static void BumpGeneration(JsonNode meta)
    {
        if ((long?)meta["generation"] is > 0 and var generation)
        {
            meta["generation"] = generation + 1;
        }
    }
}
