namespace Mooring.Engine.Models;

/// <summary>Query of GET /networks.</summary>
public sealed record NetworksListParameters
{
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; init; }
}
