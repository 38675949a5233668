namespace Mooring.Engine.Models;

/// <summary>Addresses and published ports of a container.</summary>
public sealed record NetworkSettings
{
    public string? SandboxID { get; init; }

    /// <summary>Address on the default bridge; gone in newer engines, see <see cref="Networks"/>.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Published ports by <c>80/tcp</c>; a null list is an exposed port that is not published.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?>? Ports { get; init; }

    public IReadOnlyDictionary<string, EndpointSettings>? Networks { get; init; }
}
