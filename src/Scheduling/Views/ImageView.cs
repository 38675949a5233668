namespace Mooring.Scheduling.Views;

/// <summary>What scheduling needs to know of an image on a node.</summary>
/// <param name="Id">Image ID, <c>sha256:…</c>.</param>
/// <param name="Tags">Repository tags, <c>repo:tag</c>.</param>
/// <param name="Digests">Repository digests, <c>repo@sha256:…</c>.</param>
public sealed record ImageView(string Id, IReadOnlyList<string> Tags, IReadOnlyList<string> Digests)
{
    private const string Sha256 = "sha256:";
    private const int ShortIdLength = 12;

    /// <summary>Every text an image affinity can name it by: ID with and without algorithm, short ID, tags, repositories without tag, digests.</summary>
    public IEnumerable<string> References()
    {
        yield return Id;
        if (Id.StartsWith(Sha256, StringComparison.Ordinal))
        {
            var hex = Id[Sha256.Length..];
            yield return hex;
            if (hex.Length > ShortIdLength)
            {
                yield return hex[..ShortIdLength];
            }
        }

        foreach (var tag in Tags)
        {
            yield return tag;
            var colon = tag.LastIndexOf(':');
            // A colon before a slash belongs to the registry's port.
            if (colon > tag.LastIndexOf('/'))
            {
                yield return tag[..colon];
            }
        }

        foreach (var digest in Digests)
        {
            yield return digest;
        }
    }
}
