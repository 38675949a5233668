using System.Text.Json.Serialization;
using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>A kind of its own with status and scale, for tests of what works with any kind.</summary>
public sealed record Widget(
    V1ObjectMeta Metadata,
    WidgetSpec Spec,
    WidgetStatus? Status = null,
    string ApiVersion = "test.mooring.dev/v1",
    string Kind = "Widget") : IKubernetesObject
{
    public static KubeResource<Widget> Resource { get; } = new("test.mooring.dev", "v1", "widgets", "Widget", WidgetJson.Default.Widget);

    public static Widget Named(string name, string ns = "default", WidgetSize size = WidgetSize.Small) => new(new V1ObjectMeta(name, ns), new WidgetSpec(size));

    /// <summary>The custom resource definition, in the form of apiextensions.k8s.io/v1.</summary>
    public const string Definition = """
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
          "metadata": { "name": "widgets.test.mooring.dev" },
          "spec": {
            "group": "test.mooring.dev", "scope": "Namespaced",
            "names": { "plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList" },
            "versions": [{
              "name": "v1", "served": true, "storage": true,
              "subresources": { "status": {}, "scale": { "specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas" } },
              "schema": { "openAPIV3Schema": { "type": "object", "properties": {
                "spec": { "type": "object", "properties": {
                  "size": { "type": "string" }, "replicas": { "type": "integer", "minimum": 0 }, "colour": { "type": "string" } } },
                "status": { "type": "object", "properties": {
                  "replicas": { "type": "integer" }, "phase": { "type": "string" }, "note": { "type": "string" } } } } } }
            }]
          }
        }
        """;
}

public sealed record WidgetSpec(WidgetSize Size = WidgetSize.Small, int Replicas = 1);

public sealed record WidgetStatus(int Replicas = 0, string? Phase = null);

public enum WidgetSize
{
    Small,
    Large,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Widget))]
public sealed partial class WidgetJson : JsonSerializerContext;
