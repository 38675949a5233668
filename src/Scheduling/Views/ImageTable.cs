namespace Mooring.Scheduling.Views;

/// <summary>The images of one node and, once asked for, every text that names one of them.</summary>
internal sealed class ImageTable(ImageView[] all)
{
    private HashSet<string>? _references;

    public static ImageTable Empty { get; } = new([]);

    public IReadOnlyList<ImageView> All => all;

    public HashSet<string> References => _references ??= [.. all.SelectMany(image => image.References())];
}
