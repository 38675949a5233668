namespace Mooring.Engine.Models;

/// <summary>Query of GET /volumes.</summary>
public sealed record VolumesListParameters
{
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; init; }
}
