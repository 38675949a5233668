using System.Runtime.CompilerServices;
using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Queueing;

namespace Mooring.Kube.Reconciling;

/// <summary>Something that wakes a controller.</summary>
/// <param name="ReadyAsync">Completes when what the source stands for can be relied on.</param>
/// <param name="WakesAsync">The keys to look at, for as long as it is enumerated; begins with everything there is.</param>
public sealed record KeySource(Func<CancellationToken, Task> ReadyAsync, Func<CancellationToken, IAsyncEnumerable<Wake>> WakesAsync)
{
    /// <summary>The changes of a cache; <paramref name="map"/> says whom each concerns.</summary>
    public static KeySource Of<T>(IObjectCache<T> cache, Func<ObjectChange<T>, IEnumerable<ObjectKey>> map)
        where T : class, IKubernetesObject => new(cache.ReadyAsync, ct => Changes(cache, map, ct));

    /// <summary>Keys from elsewhere, such as a channel.</summary>
    public static KeySource Of(Func<CancellationToken, IAsyncEnumerable<ObjectKey>> keys) => new(_ => Task.CompletedTask, ct => Keys(keys, ct));

    private static async IAsyncEnumerable<Wake> Changes<T>(
        IObjectCache<T> cache, Func<ObjectChange<T>, IEnumerable<ObjectKey>> map, [EnumeratorCancellation] CancellationToken ct)
        where T : class, IKubernetesObject
    {
        await foreach (var change in cache.ChangesAsync(ct))
        {
            yield return new(Deferred(map, change), change.IsReplay ? Urgency.Routine : Urgency.Changed);
        }
    }

    private static async IAsyncEnumerable<Wake> Keys(
        Func<CancellationToken, IAsyncEnumerable<ObjectKey>> keys, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var key in keys(ct))
        {
            yield return new([key], Urgency.Changed);
        }
    }

    // The mapping runs where the controller enumerates, under its protection.
    private static IEnumerable<ObjectKey> Deferred<T>(Func<ObjectChange<T>, IEnumerable<ObjectKey>> map, ObjectChange<T> change)
        where T : class, IKubernetesObject
    {
        foreach (var key in map(change))
        {
            yield return key;
        }
    }
}

/// <summary>Keys to look at.</summary>
/// <param name="Keys">Which; enumerated once.</param>
/// <param name="Urgency">How soon.</param>
public readonly record struct Wake(IEnumerable<ObjectKey> Keys, Urgency Urgency);
