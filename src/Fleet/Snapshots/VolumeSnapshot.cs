namespace Mooring.Fleet.Snapshots;

/// <summary>One volume.</summary>
/// <param name="Name">Name on this engine.</param>
public sealed record VolumeSnapshot(string Name)
{
    public string Driver { get; init; } = "";

    public string Mountpoint { get; init; } = "";

    /// <summary><c>local</c> or <c>global</c>.</summary>
    public string Scope { get; init; } = "";

    /// <summary>RFC 3339 text as the engine wrote it; empty if it did not.</summary>
    public string CreatedAt { get; init; } = "";

    public IReadOnlyDictionary<string, string> Options { get; init; } = Empty.Labels;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;
}
