namespace Mooring.Engine.Models;

/// <summary>Options of a tmpfs mount.</summary>
public sealed record TmpfsOptions
{
    public long? SizeBytes { get; init; }

    /// <summary>File mode as a number: 1023 is octal 1777.</summary>
    public int? Mode { get; init; }
}
