using Mooring.Engine.Models;

namespace Mooring.Swarm.Views;

/// <summary>How clients name images: ID, prefix of one, <c>repository[:tag]</c> or <c>repository@digest</c>.</summary>
public static class ImageReference
{
    private const string Sha256 = "sha256:";
    private const int ShortestPrefix = 3;

    /// <summary>Whether an image goes by this name. Without a tag any tag will do.</summary>
    public static bool Names(ImagesListResponse image, string reference) => Names(image, reference, anyTag: true);

    /// <summary>Whether an image goes by this name.</summary>
    /// <param name="image">The image.</param>
    /// <param name="reference">The name.</param>
    /// <param name="anyTag">Whether a name without tag stands for every tag, or for <c>latest</c>.</param>
    public static bool Names(ImagesListResponse image, string reference, bool anyTag)
    {
        if (IsId(image.ID, reference))
        {
            return true;
        }

        var (repository, tag) = Split(Familiar(reference));
        return tag.StartsWith('@')
            ? image.RepoDigests.Any(digest => Familiar(digest) == repository + tag)
            : image.RepoTags.Any(candidate => Split(candidate) is var (name, label) && Familiar(name) == repository
                && (tag.Length > 0 ? label == tag : anyTag || label == ":latest"));
    }

    /// <summary>Takes <c>repository</c> and <c>:tag</c> or <c>@digest</c> apart; the second is empty when missing.</summary>
    public static (string Repository, string Suffix) Split(string reference)
    {
        var at = reference.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            return (reference[..at], reference[at..]);
        }

        var colon = reference.LastIndexOf(':');
        return colon > reference.LastIndexOf('/') ? (reference[..colon], reference[colon..]) : (reference, "");
    }

    /// <summary>The name without what Docker Hub adds to it.</summary>
    public static string Familiar(string reference)
    {
        foreach (var prefix in new[] { "docker.io/library/", "docker.io/", "index.docker.io/library/", "index.docker.io/" })
        {
            if (reference.StartsWith(prefix, StringComparison.Ordinal))
            {
                return reference[prefix.Length..];
            }
        }

        return reference;
    }

    private static bool IsId(string id, string reference)
    {
        var hex = id.StartsWith(Sha256, StringComparison.Ordinal) ? id[Sha256.Length..] : id;
        return id == reference || hex == reference
            || (reference.Length >= ShortestPrefix
                && (hex.StartsWith(reference, StringComparison.Ordinal) || (reference.StartsWith(Sha256, StringComparison.Ordinal) && id.StartsWith(reference, StringComparison.Ordinal))));
    }
}
