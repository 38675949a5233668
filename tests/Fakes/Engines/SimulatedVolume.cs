namespace Mooring.Tests.Fakes.Engines;

/// <summary>A volume of a simulated engine.</summary>
public sealed record SimulatedVolume(string Name, DateTimeOffset Created)
{
    public Dictionary<string, string> Labels { get; } = [];
}
