using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>
/// JSON of the resources, generated at build time: camelCase, enums as texts, absent instead of null. A missing required member, a null where none may
/// be, and an unknown enum text throw <see cref="JsonException"/>; unknown members are ignored.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DockerNode))]
[JsonSerializable(typeof(Cluster))]
[JsonSerializable(typeof(Placement))]
public sealed partial class ApiJson : JsonSerializerContext;
