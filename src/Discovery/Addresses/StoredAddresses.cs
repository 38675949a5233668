using Microsoft.Extensions.Logging;

namespace Mooring.Discovery.Addresses;

/// <summary>Addresses as stores hold them.</summary>
internal static class StoredAddresses
{
    /// <summary>The values that are addresses; one that is not does not hide the others. Directory keys have no value.</summary>
    public static IReadOnlyList<string> Read(IEnumerable<(string Key, string Value)> entries, ILogger log)
    {
        var addresses = new List<string>();
        foreach (var (key, value) in entries)
        {
            if (HostPort.TryParse(value, out _, out var error))
            {
                addresses.Add(value);
            }
            else if (value.Length > 0)
            {
                log.EntryIgnored(key, error);
            }
        }

        return addresses;
    }
}
