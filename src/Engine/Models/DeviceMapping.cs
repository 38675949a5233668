namespace Mooring.Engine.Models;

/// <summary>A host device in a container.</summary>
public sealed record DeviceMapping
{
    public string? PathOnHost { get; init; }

    public string? PathInContainer { get; init; }

    /// <summary>Some of <c>r</c>, <c>w</c>, <c>m</c>.</summary>
    public string? CgroupPermissions { get; init; }
}
