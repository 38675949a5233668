namespace Mooring.Engine.Models;

/// <summary>Log driver and its options.</summary>
public sealed record LogConfig
{
    public string? Type { get; init; }

    public IDictionary<string, string>? Config { get; init; }
}
