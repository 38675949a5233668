using System.Text.Json.Nodes;
using Mooring.Kube.Client;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>Carries patches out on JSON.</summary>
internal static class FakePatch
{
    public static JsonObject Apply(JsonObject body, V1Patch patch) => patch.Type is PatchType.Json
        ? Operate(body, (JsonArray)patch.Body)
        : Merge(body, (JsonObject)patch.Body);

    public static JsonObject Scale(JsonObject body, V1Patch patch)
    {
        var scale = Apply(ScaleOf(body), patch);
        var changed = (JsonObject)body.DeepClone();
        changed["spec"]!["replicas"] = scale["spec"]!["replicas"]!.DeepClone();
        return changed;
    }

    public static JsonObject ScaleOf(JsonObject body) => new()
    {
        ["apiVersion"] = "autoscaling/v1",
        ["kind"] = "Scale",
        ["metadata"] = body["metadata"]!.DeepClone(),
        ["spec"] = new JsonObject { ["replicas"] = body["spec"]?["replicas"]?.DeepClone() ?? 0 },
        ["status"] = new JsonObject { ["replicas"] = body["status"]?["replicas"]?.DeepClone() ?? 0 },
    };

    /// <summary>What is applied may leave name and namespace to the path.</summary>
    public static JsonObject Named(JsonNode body, ObjectKey key)
    {
        var named = (JsonObject)body.DeepClone();
        var meta = named["metadata"] as JsonObject ?? [];
        named["metadata"] = meta.Parent is null ? meta : meta.DeepClone();
        (named["metadata"]!["name"], named["metadata"]!["namespace"]) = (key.Name, key.Namespace);
        return named;
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = value is JsonObject inner ? Merge(result[name] as JsonObject ?? [], inner) : value.DeepClone();
            }
        }

        return result;
    }

    private static JsonObject Operate(JsonObject body, JsonArray operations)
    {
        var result = (JsonObject)body.DeepClone();
        foreach (var operation in operations)
        {
            var path = ((string)operation!["path"]!).Split('/')[1..].Select(Unescape).ToArray();
            var parent = path[..^1].Aggregate((JsonNode?)result, Step) ?? throw Refused($"the path {operation["path"]} does not exist");
            Operate(parent, path[^1], (string)operation["op"]!, operation["value"]);
        }

        return result;
    }

    private static void Operate(JsonNode parent, string member, string verb, JsonNode? value)
    {
        switch (verb, parent)
        {
            case ("test", _) when JsonNode.DeepEquals(Step(parent, member), value):
                break;
            case ("add", JsonArray array):
                array.Insert(member == "-" ? array.Count : int.Parse(member, null), value?.DeepClone());
                break;
            case ("add", JsonObject inner):
                inner[member] = value?.DeepClone();
                break;
            case ("replace", _) when Step(parent, member) is not null:
                Set(parent, member, value?.DeepClone());
                break;
            case ("remove", JsonArray array):
                array.RemoveAt(int.Parse(member, null));
                break;
            case ("remove", JsonObject inner) when inner.Remove(member):
                break;
            default:
                throw Refused($"{verb} of {member} failed");
        }
    }

    // RFC 6901, section 4.
    private static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static JsonNode? Step(JsonNode? node, string member) => node switch
    {
        JsonObject inner => inner[member],
        JsonArray array => array[int.Parse(member, null)],
        _ => null,
    };

    private static void Set(JsonNode parent, string member, JsonNode? value)
    {
        if (parent is JsonArray array)
        {
            array[int.Parse(member, null)] = value;
        }
        else
        {
            parent[member] = value;
        }
    }

    private static KubernetesException Refused(string why) => new(StatusReason.Invalid, $"The patch does not fit: {why}");
}
