using Mooring.Api;
using Mooring.Kube.Client;

namespace Mooring.Kube.Caching;

/// <summary>Finds keys by values that a function gives for each object. The cache holds its lock around every call.</summary>
internal sealed class ObjectIndex<T>(Func<T, IEnumerable<string>> values)
    where T : class, IKubernetesObject
{
    private readonly Dictionary<string, SortedSet<ObjectKey>> _keys = [];

    public void Change(ObjectKey key, T? old, T? now)
    {
        foreach (var value in old is null ? [] : values(old).Distinct())
        {
            if (_keys.TryGetValue(value, out var keys) && keys.Remove(key) && keys.Count == 0)
            {
                _keys.Remove(value);
            }
        }

        foreach (var value in now is null ? [] : values(now).Distinct())
        {
            if (!_keys.TryGetValue(value, out var keys))
            {
                _keys.Add(value, keys = []);
            }

            keys.Add(key);
        }
    }

    public IEnumerable<ObjectKey> Find(string value) => _keys.TryGetValue(value, out var keys) ? keys : [];
}
