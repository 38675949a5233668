using System.Buffers;
using System.IO.Pipelines;

namespace Mooring.Kube.Transport;

/// <summary>Lines of a stream as they come, with a limit on silence.</summary>
internal sealed class LineReader(Stream stream, TimeSpan silence, TimeProvider clock, string request) : IAsyncDisposable
{
    // Ten times what etcd stores of one object.
    private const int LongestLine = 16 << 20;
    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 16 << 10, leaveOpen: true));
    private ReadOnlySequence<byte> _buffer;
    private bool _ended;

    /// <summary>The next line without its end, valid until the next call; null when the stream ended orderly.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            if (_buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = _buffer.Slice(0, end);
                _buffer = _buffer.Slice(_buffer.GetPosition(1, end));
                return line.IsSingleSegment ? line.First : line.ToArray();
            }

            if (_ended)
            {
                return _buffer.IsEmpty ? null : throw Failure.Unreachable(new EndOfStreamException("The stream ended in the middle of a line."), request);
            }

            if (_buffer.Length > LongestLine)
            {
                throw Failure.Unreachable(new InvalidDataException($"A line is longer than {LongestLine} bytes."), request);
            }

            await FillAsync(ct);
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private async ValueTask FillAsync(CancellationToken ct)
    {
        // Everything before the rest was used, everything in it was looked at: the pipe may drop the one and must bring more than the other.
        if (!_buffer.Equals(default(ReadOnlySequence<byte>)))
        {
            _pipe.AdvanceTo(_buffer.Start, _buffer.End);
        }

        using var timeout = new CancellationTokenSource(silence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            var read = await _pipe.ReadAsync(either.Token);
            (_buffer, _ended) = (read.Buffer, read.IsCompleted);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new Client.KubernetesException(
                Client.StatusReason.Timeout, $"{request}: nothing arrived for {silence.TotalSeconds:0.###} s");
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            ct.ThrowIfCancellationRequested();
            throw Failure.Unreachable(e, request);
        }
    }
}
