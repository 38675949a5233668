using System.Collections.Frozen;

namespace Mooring.Fleet.Snapshots;

/// <summary>Shared empty values.</summary>
internal static class Empty
{
    public static IReadOnlyDictionary<string, string> Labels { get; } = FrozenDictionary<string, string>.Empty;
}
