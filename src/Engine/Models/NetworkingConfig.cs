namespace Mooring.Engine.Models;

/// <summary>Networks to join on creation, by name. Engines before API 1.44 take one entry only; join others with a connect call.</summary>
public sealed record NetworkingConfig
{
    public IDictionary<string, EndpointSettings>? EndpointsConfig { get; init; }
}
