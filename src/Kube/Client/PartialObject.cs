using System.Text.Json.Serialization;
using Mooring.Api;

namespace Mooring.Kube.Client;

/// <summary>What can be read of any object, whatever else is wrong with it.</summary>
internal sealed record PartialObject(V1ObjectMeta? Metadata = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PartialObject))]
internal sealed partial class PartialJson : JsonSerializerContext;
