using System.Formats.Tar;
using System.IO.Compression;

namespace Mooring.Tests.Testbed.Images;

/// <summary>An image of one layer, as it is pushed to a registry.</summary>
/// <param name="Layer">The file system: a gzipped tar.</param>
/// <param name="LayerTar">The same, not compressed: its digest is in the configuration (diff_id).</param>
public sealed record ContainerImage(ReadOnlyMemory<byte> Layer, ReadOnlyMemory<byte> LayerTar)
{
    /// <summary>What a container runs; the command is appended.</summary>
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    /// <summary>Arguments, or the program when there is no entry point.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary><c>NAME=value</c> each.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Ports the image says it listens on, e.g. <c>80/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>Labels of the image, which its containers inherit.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Makes an image of a root file system; the same content gives the same digests.</summary>
    public static async Task<ContainerImage> FromAsync(RootFilesystem files, CancellationToken ct = default)
    {
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var entry in files.Entries())
            {
                await writer.WriteEntryAsync(entry, ct);
            }
        }

        using var layer = new MemoryStream();
        await using (var zip = new GZipStream(layer, CompressionLevel.Fastest, leaveOpen: true))
        {
            tar.Position = 0;
            await tar.CopyToAsync(zip, ct);
        }

        return new(layer.ToArray(), tar.ToArray());
    }
}
