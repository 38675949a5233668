using System.Net;

namespace Mooring.Engine.Streams;

/// <summary>A connection taken over from HTTP: bytes both ways, and an end of input that leaves the output open.</summary>
public sealed class HijackedStream : Stream
{
    private readonly Stream _transport;
    private readonly Func<ValueTask> _closeWrite;
    private ReadOnlyMemory<byte> _early;

    internal HijackedStream(HttpStatusCode statusCode, IReadOnlyList<KeyValuePair<string, string>> headers, Stream transport, ReadOnlyMemory<byte> early, Func<ValueTask> closeWrite)
    {
        StatusCode = statusCode;
        Headers = headers;
        _transport = transport;
        _early = early;
        _closeWrite = closeWrite;
    }

    /// <summary>Status of the engine's reply: 101, or 200 from engines that were not asked to upgrade.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Headers of the engine's reply in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Ends our direction: FIN on TCP and unix sockets, close_notify on TLS.</summary>
    public ValueTask CloseWriteAsync() => _closeWrite();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_early.IsEmpty)
        {
            return await _transport.ReadAsync(buffer, cancellationToken);
        }

        var count = Math.Min(buffer.Length, _early.Length);
        _early[..count].CopyTo(buffer);
        _early = _early[count..];
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _transport.WriteAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _transport.WriteAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => _transport.FlushAsync(cancellationToken);

    /// <summary>Not supported: sockets are only used asynchronously here.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    /// <summary>Not supported: sockets are only used asynchronously here.</summary>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Write asynchronously.");

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _transport.Dispose();
        }

        base.Dispose(disposing);
    }
}
