namespace Mooring.Tests.Fakes.Engines;

/// <summary>A network of a simulated engine; addresses are given out one after the other.</summary>
public sealed record SimulatedNetwork(string ID, string Name, string Driver, int Number, DateTimeOffset Created)
{
    private int _addresses = 1;

    public Dictionary<string, string> Labels { get; } = [];

    public bool IsBuiltIn => Name is "bridge" or "host" or "none";

    public string NextAddress() => Driver is "host" or "null" ? "" : $"172.{17 + Number}.{++_addresses / 256}.{_addresses % 256}";
}
