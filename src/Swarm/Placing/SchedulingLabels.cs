using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Placing;

/// <summary>
/// What a client asks of the scheduler through environment entries and labels (swarm.md 4.1). Entries such as <c>constraint:zone==a</c> are taken out of the
/// environment and kept in labels, so that a container carries what placed it.
/// </summary>
public sealed class SchedulingLabels
{
    private static readonly (string Word, string Label)[] Kinds =
    [
        ("constraint", SwarmLabels.Constraints),
        ("affinity", SwarmLabels.Affinities),
        ("whitelist", SwarmLabels.Whitelists),
        ("reschedule", SwarmLabels.ReschedulePolicies),
    ];

    private readonly Dictionary<string, List<string>> _texts = [];

    /// <summary>The constraints, those of the label first.</summary>
    public IReadOnlyList<string> Constraints => _texts[SwarmLabels.Constraints];

    /// <summary>The affinities.</summary>
    public IReadOnlyList<string> Affinities => _texts[SwarmLabels.Affinities];

    /// <summary>The whitelists.</summary>
    public IReadOnlyList<string> Whitelists => _texts[SwarmLabels.Whitelists];

    /// <summary>The rescheduling policies; at most one.</summary>
    public IReadOnlyList<string> ReschedulePolicies => _texts[SwarmLabels.ReschedulePolicies];

    /// <summary>Takes the wishes out of a container configuration, and leaves them in its labels.</summary>
    /// <exception cref="ApiException">400: a label is no JSON array of texts; 500: a rescheduling policy nobody knows.</exception>
    public static SchedulingLabels Take(JsonObject config)
    {
        var wishes = new SchedulingLabels();
        var labels = config["Labels"] as JsonObject ?? [];
        foreach (var (_, label) in Kinds)
        {
            wishes._texts[label] = [.. ReadLabel(labels, label)];
        }

        if (config["Env"] is JsonArray environment)
        {
            config["Env"] = wishes.TakeFrom(environment);
        }

        wishes.CheckPolicies();
        foreach (var (label, texts) in wishes._texts.Where(pair => pair.Value.Count > 0))
        {
            labels[label] = new JsonArray([.. texts.Select(text => (JsonNode)text)]).ToJsonString(RelaxedJson.Options);
        }

        if (labels.Count > 0 && labels.Parent is null)
        {
            config["Labels"] = labels;
        }

        return wishes;
    }

    /// <summary>The kind of wish an environment entry or a build argument is; null for an ordinary one.</summary>
    internal static (string Label, string Text)? Recognize(string entry)
    {
        var colon = entry.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null
            : Array.Find(Kinds, kind => entry.AsSpan(0, colon).SequenceEqual(kind.Word)) is { Label: { } label } ? (label, entry[(colon + 1)..]) : null;
    }

    private static IEnumerable<string> ReadLabel(JsonObject labels, string label)
    {
        if (labels[label] is not JsonValue value || !value.TryGetValue(out string? text) || text.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(text) is JsonArray array ? [.. array.Select(item => item?.GetValue<string>() ?? "")] : throw Malformed(label);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Malformed(label);
        }
    }

    private static ApiException Malformed(string label) => ApiException.BadRequest($"label {label} is not a JSON array of strings");

    private JsonArray TakeFrom(JsonArray environment)
    {
        var kept = new JsonArray();
        foreach (var entry in environment.Select(item => item?.GetValue<string>() ?? ""))
        {
            if (Recognize(entry) is { } wish)
            {
                _texts[wish.Label].Add(wish.Text);
            }
            else
            {
                kept.Add((JsonNode)entry);
            }
        }

        return kept;
    }

    private void CheckPolicies()
    {
        if (ReschedulePolicies.Count > 1)
        {
            throw new ApiException(500, "too many reschedule policies");
        }

        if (ReschedulePolicies is [var policy] && policy is not ("off" or "on-node-failure"))
        {
            throw new ApiException(500, $"invalid reschedule policy: {policy}");
        }
    }
}
