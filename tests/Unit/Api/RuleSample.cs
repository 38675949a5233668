using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Api.Schema;
using Mooring.Api.Validation;

namespace Mooring.Tests.Unit.Api;

/// <summary>One entry of rules.json: a spec that breaks exactly one rule, or none when it names none.</summary>
/// <param name="Rule">Name of the constant in <see cref="Rules"/>; empty for a spec that is right.</param>
/// <param name="Path">The field the error is about.</param>
/// <param name="Kind">Kind of the object.</param>
/// <param name="Spec">Its spec.</param>
internal sealed record RuleSample(string Rule, string Path, string Kind, JsonObject Spec)
{
    public static IReadOnlyList<RuleSample> All { get; } =
    [
        .. JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(Repository.Root, "tests/Unit/Api/rules.json")))!.AsArray().Select(entry => new RuleSample(
            entry!["rule"]?.ToString() ?? "", entry["path"]?.ToString() ?? "", entry["kind"]!.ToString(), entry["spec"]!.AsObject())),
    ];

    public string Message => (string)typeof(Rules).GetField(Rule, BindingFlags.Public | BindingFlags.Static)!.GetRawConstantValue()!;

    public IReadOnlyList<FieldError> Validate() => Validate(Kind, Spec);

    public static IReadOnlyList<FieldError> Validate(string kind, JsonNode spec)
    {
        var json = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "a" }, ["spec"] = spec.DeepClone() }.ToJsonString();
        return kind switch
        {
            DockerNode.KindName => DockerNodeValidation.Validate(JsonSerializer.Deserialize(json, ApiJson.Default.DockerNode)!),
            Cluster.KindName => ClusterValidation.Validate(JsonSerializer.Deserialize(json, ApiJson.Default.Cluster)!),
            _ => PlacementValidation.Validate(
                JsonSerializer.Deserialize(json, ApiJson.Default.Placement)!, expression => expression.Contains('=', StringComparison.Ordinal) ? null : "no operator"),
        };
    }
}
