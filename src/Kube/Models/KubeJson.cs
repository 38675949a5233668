using System.Text.Json.Serialization;

namespace Mooring.Kube.Models;

/// <summary>JSON of the built-in kinds used here. Names are matched exactly, as the API server does.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(V1Secret))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1Namespace))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1Scale))]
[JsonSerializable(typeof(V1Status))]
[JsonSerializable(typeof(V1DeleteOptions))]
[JsonSerializable(typeof(Eventsv1Event))]
[JsonSerializable(typeof(Mooring.Api.V1ListMeta))]
public sealed partial class KubeJson : JsonSerializerContext;
