using Mooring.Engine.Transport;

namespace Mooring.Engine.Streams;

/// <summary>The body of a streaming reply: a lost connection becomes a typed exception, and so does a silence longer than allowed.</summary>
internal sealed class EngineBodyStream(Stream inner, TimeSpan silence, EngineTransport transport) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return silence == Timeout.InfiniteTimeSpan
                ? await inner.ReadAsync(buffer, cancellationToken)
                : await ReadInTimeAsync(buffer, cancellationToken);
        }
        catch (Exception e) when (ConnectionFaults.IsTransport(e))
        {
            throw ConnectionFaults.From(e, transport.Connector.Endpoint, transport.Connector.ServerCertificate);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadInTimeAsync(Memory<byte> buffer, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(silence, transport.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await inner.ReadAsync(buffer, both.Token);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new DockerConnectionException(
                ConnectionFault.ResponseTimeout, $"{transport.Connector.Endpoint} sent nothing for {silence.TotalSeconds:0.###} s.", e);
        }
    }
}
