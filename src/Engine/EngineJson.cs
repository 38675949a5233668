using System.Text.Json.Serialization;
using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>Serialisation of everything the Docker Engine API exchanges with Mooring; null members are left out.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(EngineTimeConverter)])]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(SystemInfoResponse))]
[JsonSerializable(typeof(IReadOnlyList<ContainerListResponse>))]
[JsonSerializable(typeof(CreateContainerParameters))]
[JsonSerializable(typeof(CreateContainerResponse))]
[JsonSerializable(typeof(ContainerInspectResponse))]
[JsonSerializable(typeof(ContainerWaitResponse))]
[JsonSerializable(typeof(IDictionary<string, IDictionary<string, bool>>), TypeInfoPropertyName = "Filters")]
public sealed partial class EngineJson : JsonSerializerContext;
