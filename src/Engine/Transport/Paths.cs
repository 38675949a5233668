namespace Mooring.Engine.Transport;

/// <summary>Writes names into paths so that no name can turn into another path.</summary>
internal static class Paths
{
    /// <summary>One segment: an ID or a plain name.</summary>
    public static string Segment(string name) =>
        name is "" or "." or ".." ? throw new ArgumentException($"'{name}' is not a name.", nameof(name)) : Uri.EscapeDataString(name);

    /// <summary>An image name, whose slashes stay.</summary>
    public static string Image(string name) => string.Join('/', name.Split('/').Select(Segment));
}
