using System.Buffers.Binary;
using System.Text;

namespace Mooring.Discovery.ZooKeeper;

/// <summary>Reads ZooKeeper's wire format.</summary>
/// <param name="bytes">One frame.</param>
internal sealed class JuteReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    /// <summary>A buffer; one of length -1 is null on the wire and empty here.</summary>
    public ReadOnlySpan<byte> Buffer() => Take(Math.Max(0, Int()));

    public string Text() => Encoding.UTF8.GetString(Buffer());

    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>();
        for (var left = Int(); left > 0; left--)
        {
            texts.Add(Text());
        }

        return texts;
    }

    public void Skip(int count) => Take(count);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - _at)
        {
            throw new InvalidDataException("ZooKeeper's answer is shorter than it says");
        }

        var taken = bytes.Span.Slice(_at, count);
        _at += count;
        return taken;
    }
}
