using System.Text.Json.Serialization;

namespace Mooring.Discovery.Etcd;

/// <summary>Serialization of <see cref="EtcdMessages"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(EtcdMessages.RangeRequest))]
[JsonSerializable(typeof(EtcdMessages.RangeResponse))]
[JsonSerializable(typeof(EtcdMessages.PutRequest))]
[JsonSerializable(typeof(EtcdMessages.PutResponse))]
[JsonSerializable(typeof(EtcdMessages.DeleteRangeRequest))]
[JsonSerializable(typeof(EtcdMessages.DeleteRangeResponse))]
[JsonSerializable(typeof(EtcdMessages.TxnRequest))]
[JsonSerializable(typeof(EtcdMessages.TxnResponse))]
[JsonSerializable(typeof(EtcdMessages.LeaseGrantRequest))]
[JsonSerializable(typeof(EtcdMessages.LeaseGrantResponse))]
[JsonSerializable(typeof(EtcdMessages.LeaseRequest))]
[JsonSerializable(typeof(EtcdMessages.LeaseKeepAliveResponse))]
[JsonSerializable(typeof(EtcdMessages.LeaseRevokeResponse))]
[JsonSerializable(typeof(EtcdMessages.WatchRequest))]
[JsonSerializable(typeof(EtcdMessages.WatchLine))]
[JsonSerializable(typeof(EtcdMessages.AuthenticateRequest))]
[JsonSerializable(typeof(EtcdMessages.AuthenticateResponse))]
[JsonSerializable(typeof(EtcdMessages.Error))]
internal sealed partial class EtcdJson : JsonSerializerContext;
