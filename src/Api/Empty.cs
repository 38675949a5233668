using System.Collections.ObjectModel;

namespace Mooring.Api;

/// <summary>The map that an absent one reads as.</summary>
internal static class Empty
{
    public static IReadOnlyDictionary<string, string> Map => ReadOnlyDictionary<string, string>.Empty;
}
