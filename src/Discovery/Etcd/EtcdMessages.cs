using System.Text.Json.Serialization;

namespace Mooring.Discovery.Etcd;

/// <summary>Messages of etcd's v3 API in the JSON of its gateway: bytes in base64, 64-bit numbers as strings, zero values left out.</summary>
internal static class EtcdMessages
{
    public sealed record RangeRequest(byte[] Key, byte[]? RangeEnd);

    public sealed record RangeResponse(Header? Header, KeyValue[]? Kvs);

    public sealed record PutRequest(byte[] Key, byte[] Value, long Lease);

    public sealed record PutResponse(Header? Header);

    public sealed record DeleteRangeRequest(byte[] Key, byte[]? RangeEnd);

    public sealed record DeleteRangeResponse(Header? Header, long Deleted);

    public sealed record Compare(string Result, string Target, byte[] Key, long Lease, long CreateRevision);

    public sealed record RequestOp(PutRequest? RequestPut);

    public sealed record TxnRequest(Compare[] Compare, RequestOp[] Success, RequestOp[] Failure);

    public sealed record TxnResponse(Header? Header, bool Succeeded);

    public sealed record LeaseGrantRequest([property: JsonPropertyName("TTL")] long Ttl);

    public sealed record LeaseGrantResponse([property: JsonPropertyName("ID")] long Id, [property: JsonPropertyName("TTL")] long Ttl);

    public sealed record LeaseRequest([property: JsonPropertyName("ID")] long Id);

    public sealed record LeaseKeepAliveResponse(LeaseKeepAliveResult? Result);

    public sealed record LeaseKeepAliveResult([property: JsonPropertyName("TTL")] long Ttl);

    public sealed record LeaseRevokeResponse(Header? Header);

    public sealed record WatchRequest(WatchCreateRequest CreateRequest);

    public sealed record WatchCreateRequest(byte[] Key, byte[]? RangeEnd, long StartRevision);

    public sealed record WatchLine(WatchResponse? Result, Error? Error);

    public sealed record WatchResponse(Header? Header, Event[]? Events, bool Canceled, long CompactRevision, string? CancelReason);

    public sealed record Event(string? Type, KeyValue? Kv);

    public sealed record KeyValue(byte[]? Key, byte[]? Value, long CreateRevision, long ModRevision, long Lease);

    public sealed record Header(long Revision);

    public sealed record AuthenticateRequest(string Name, string Password);

    public sealed record AuthenticateResponse(string? Token);

    /// <summary>An error; calls have its text in <c>error</c>, streams in <c>message</c>.</summary>
    public sealed record Error([property: JsonPropertyName("error")] string? Text, string? Message, int Code, int GrpcCode);
}
