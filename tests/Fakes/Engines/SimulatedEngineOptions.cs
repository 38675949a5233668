namespace Mooring.Tests.Fakes.Engines;

/// <summary>What a simulated engine says of itself, and how long it takes.</summary>
public sealed record SimulatedEngineOptions
{
    public string Name { get; init; } = "simulated";

    /// <summary>Engine ID; null for one made of the name.</summary>
    public string? ID { get; init; }

    public string Version { get; init; } = "28.5.2";

    public string ApiVersion { get; init; } = "1.51";

    public string MinApiVersion { get; init; } = "1.24";

    public int Cpus { get; init; } = 4;

    /// <summary>Bytes.</summary>
    public long Memory { get; init; } = 8L << 30;

    /// <summary>Engine labels, <c>key=value</c> each.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    public TimeSpan CreateDelay { get; init; }

    public TimeSpan StartDelay { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
