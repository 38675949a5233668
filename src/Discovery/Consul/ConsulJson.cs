using System.Text.Json.Serialization;

namespace Mooring.Discovery.Consul;

/// <summary>Serialization of <see cref="ConsulMessages"/>.</summary>
[JsonSerializable(typeof(ConsulMessages.KeyValue[]))]
[JsonSerializable(typeof(ConsulMessages.SessionRequest))]
[JsonSerializable(typeof(ConsulMessages.SessionResponse))]
internal sealed partial class ConsulJson : JsonSerializerContext;
