using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Kube.Transport;

namespace Mooring.Tests.Unit.Kube.Transport;

public sealed class LineReaderTests
{
    [Fact]
    public void Lines_are_the_same_however_the_network_cuts_them() => Prop.ForAll(
        Gen.Choose(0, 4_000).ListOf().ToArbitrary(),
        Gen.Choose(1, 6_000).NonEmptyListOf().ToArbitrary(),
        (lengths, cuts) =>
        {
            var lines = lengths.Take(8).Select((length, i) => new string((char)('a' + i), length)).ToList();
            return lines.SequenceEqual(ReadAsync(string.Concat(lines.Select(line => line + '\n')), [.. cuts]).GetAwaiter().GetResult());
        }).QuickCheckThrowOnFailure();

    private static async Task<List<string>> ReadAsync(string text, int[] cuts)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var bytes = Encoding.UTF8.GetBytes(text);
        var writing = WriteAsync(pipe.Writer, bytes, cuts);
        await using var reader = new LineReader(pipe.Reader.AsStream(), TimeSpan.FromSeconds(10), TimeProvider.System, "test");
        var found = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
        {
            found.Add(Encoding.UTF8.GetString(line.Span));
        }

        await writing;
        return found;
    }

    private static async Task WriteAsync(PipeWriter writer, byte[] bytes, int[] cuts)
    {
        for (var (at, i) = (0, 0); at < bytes.Length; i++)
        {
            var end = Math.Min(bytes.Length, at + cuts[i % cuts.Length]);
            await writer.WriteAsync(bytes.AsMemory(at..end));
            at = end;
            await Task.Yield();
        }

        await writer.CompleteAsync();
    }
}
