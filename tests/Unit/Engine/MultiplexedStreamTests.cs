using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Engine;
using Mooring.Engine.Streams;

namespace Mooring.Tests.Unit.Engine;

public sealed class MultiplexedStreamTests
{
    [Fact]
    public void Each_byte_arrives_on_its_own_stream_in_order_however_the_network_cuts_it()
    {
        var piece = from error in ArbMap.Default.GeneratorFor<bool>() from bytes in ArbMap.Default.GeneratorFor<byte[]>() select (error, bytes);
        var pieces = Gen.ListOf(piece);
        var cut = Gen.Choose(1, 13);

        Prop.ForAll((from p in pieces from c in cut select (p, c)).ToArbitrary(), given =>
        {
            var wire = given.p.SelectMany(item => Frame((byte)(item.error ? 2 : 1), item.bytes)).ToArray();
            using var output = new MemoryStream();
            using var error = new MemoryStream();
            new MultiplexedStream(new CutStream(wire, given.c), true).CopyOutputToAsync(output, error, default).GetAwaiter().GetResult();
            return output.ToArray().SequenceEqual(given.p.Where(item => !item.error).SelectMany(item => item.bytes))
                && error.ToArray().SequenceEqual(given.p.Where(item => item.error).SelectMany(item => item.bytes));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task Terminal_output_comes_without_frames()
    {
        await using var stream = new MultiplexedStream(new MemoryStream("\u0001plain"u8.ToArray()), false);

        Assert.Equal(("\u0001plain", ""), await stream.ReadOutputToEndAsync(default));
    }

    [Fact]
    public async Task Error_that_the_engine_writes_into_the_stream_is_thrown()
    {
        await using var stream = new MultiplexedStream(new MemoryStream(Frame(3, "log file is gone"u8.ToArray())), true);

        var thrown = await Assert.ThrowsAsync<DockerException>(() => stream.ReadOutputToEndAsync(default));
        Assert.Contains("log file is gone", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 0, 0, 0, 9, 65 })]
    [InlineData(new byte[] { 72, 84, 84, 80, 47, 49, 46, 49 })]
    public async Task Broken_framing_is_a_protocol_fault(byte[] wire)
    {
        await using var stream = new MultiplexedStream(new MemoryStream(wire), true);

        var thrown = await Assert.ThrowsAsync<DockerConnectionException>(() => stream.ReadOutputToEndAsync(default));
        Assert.Equal(ConnectionFault.Protocol, thrown.Fault);
    }

    [Fact]
    public async Task Huge_piece_is_passed_on_in_parts()
    {
        var text = new string('x', 1_000_000);
        await using var stream = new MultiplexedStream(new MemoryStream(Frame(1, Encoding.ASCII.GetBytes(text))), true);

        Assert.Equal(text, (await stream.ReadOutputToEndAsync(default)).StandardOutput);
    }

    private static byte[] Frame(byte stream, byte[] bytes)
    {
        var frame = new byte[8 + bytes.Length];
        frame[0] = stream;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), bytes.Length);
        bytes.CopyTo(frame, 8);
        return frame;
    }

    /// <summary>Gives at most so many bytes a read.</summary>
    private sealed class CutStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(most, buffer.Length)], cancellationToken);
    }
}
