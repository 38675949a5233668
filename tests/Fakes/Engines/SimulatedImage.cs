namespace Mooring.Tests.Fakes.Engines;

/// <summary>An image of a simulated engine.</summary>
public sealed record SimulatedImage(string ID, DateTimeOffset Created)
{
    public List<string> Tags { get; } = [];

    public Dictionary<string, string> Labels { get; } = [];
}
