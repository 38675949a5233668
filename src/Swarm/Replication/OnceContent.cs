using System.Net;

namespace Mooring.Swarm.Replication;

/// <summary>A client's body on its way to the primary. What has begun to be sent cannot be sent again.</summary>
internal sealed class OnceContent(Stream body, CancellationToken ct) : HttpContent
{
    /// <summary>Whether any of it was read.</summary>
    public bool Begun { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, ct);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begun = true;
        return body.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
