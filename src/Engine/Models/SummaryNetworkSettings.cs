namespace Mooring.Engine.Models;

/// <summary>The networks in a container list, by name.</summary>
public sealed record SummaryNetworkSettings
{
    public IReadOnlyDictionary<string, EndpointSettings>? Networks { get; init; }
}
