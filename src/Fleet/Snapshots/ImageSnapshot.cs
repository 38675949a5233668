namespace Mooring.Fleet.Snapshots;

/// <summary>One image.</summary>
/// <param name="ID"><c>sha256:…</c>.</param>
public sealed record ImageSnapshot(string ID)
{
    public IReadOnlyList<string> RepoTags { get; init; } = [];

    public IReadOnlyList<string> RepoDigests { get; init; } = [];

    public string ParentID { get; init; } = "";

    public DateTimeOffset Created { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;
}
