using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Mooring.Engine.Streams;

/// <summary>
/// Output of a container, and input for an attached one. Without a terminal the engine puts an 8-byte header before each piece: stream number,
/// three zeros, length in big-endian order (Docker Engine API, "Stream format"); with a terminal the bytes come bare.
/// </summary>
public sealed class MultiplexedStream(Stream stream, bool multiplexed) : IAsyncDisposable
{
    private const int HeaderLength = 8;
    private const byte SystemError = 3;
    private const int LongestError = 64 * 1024;
    private readonly byte[] _header = new byte[HeaderLength];
    private TargetStream _target = multiplexed ? TargetStream.StandardIn : TargetStream.StandardOut;
    private uint _left;

    /// <summary>Reads the next bytes of either stream, never past the end of one piece.</summary>
    /// <exception cref="DockerException">The engine reports an error inside the stream, or the framing is broken.</exception>
    public async ValueTask<ReadResult> ReadOutputAsync(Memory<byte> buffer, CancellationToken ct)
    {
        if (!multiplexed)
        {
            return new(await stream.ReadAsync(buffer, ct), TargetStream.StandardOut);
        }

        while (_left == 0)
        {
            if (!await ReadHeaderAsync(ct))
            {
                return new(0, _target);
            }
        }

        var count = await stream.ReadAsync(buffer[..(int)Math.Min((uint)buffer.Length, _left)], ct);
        _left -= (uint)count;
        return count == 0 && buffer.Length > 0 ? throw Broken("it ends inside a piece") : new(count, _target);
    }

    /// <summary>Copies all output until it ends.</summary>
    public async Task CopyOutputToAsync(Stream standardOutput, Stream standardError, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await ReadOutputAsync(buffer, ct) is { EOF: false } read)
            {
                await (read.Target == TargetStream.StandardError ? standardError : standardOutput).WriteAsync(buffer.AsMemory(0, read.Count), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads all output as UTF-8 text; only for output known to be small.</summary>
    public async Task<(string StandardOutput, string StandardError)> ReadOutputToEndAsync(CancellationToken ct)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        await CopyOutputToAsync(output, error, ct);
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    /// <summary>Writes to the container's input; only on attached streams.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct) => stream.WriteAsync(buffer, ct);

    /// <summary>Ends the container's input; its output can still be read.</summary>
    public ValueTask CloseWriteAsync() => stream is HijackedStream hijacked ? hijacked.CloseWriteAsync() : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async ValueTask<bool> ReadHeaderAsync(CancellationToken ct)
    {
        var count = await stream.ReadAtLeastAsync(_header, HeaderLength, throwOnEndOfStream: false, ct);
        if (count == 0)
        {
            return false;
        }

        if (count < HeaderLength || _header[0] > SystemError)
        {
            throw Broken(count < HeaderLength ? "it ends inside a header" : $"stream number {_header[0]}");
        }

        _left = BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4));
        if (_header[0] == SystemError)
        {
            throw await ReadErrorAsync(ct);
        }

        _target = (TargetStream)_header[0];
        return true;
    }

    private async Task<DockerException> ReadErrorAsync(CancellationToken ct)
    {
        var text = new byte[Math.Min(_left, LongestError)];
        var count = await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, ct);
        return new DockerException($"The engine reports in the stream: {Encoding.UTF8.GetString(text, 0, count)}");
    }

    private static DockerConnectionException Broken(string how) => new(ConnectionFault.Protocol, $"The multiplexed stream is broken: {how}.");
}
