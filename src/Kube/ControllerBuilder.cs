using Microsoft.Extensions.DependencyInjection;
using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Reconciling;

namespace Mooring.Kube;

/// <summary>Says what wakes a controller and how it works.</summary>
public sealed class ControllerBuilder
{
    private readonly List<Func<IServiceProvider, KeySource>> _sources = [];

    internal ControllerOptions Options { get; private set; } = new();

    /// <summary>Wakes the object itself whenever it changes.</summary>
    public ControllerBuilder Watch<T>()
        where T : class, IKubernetesObject => Watch<T>(change => [change.Key]);

    /// <summary>Wakes the keys a change concerns; both of its states may matter.</summary>
    public ControllerBuilder Watch<T>(Func<ObjectChange<T>, IEnumerable<ObjectKey>> map)
        where T : class, IKubernetesObject => Watch<T>((_, change) => map(change));

    /// <summary>Wakes the keys a change concerns, with the help of other services, such as another cache's index.</summary>
    public ControllerBuilder Watch<T>(Func<IServiceProvider, ObjectChange<T>, IEnumerable<ObjectKey>> map)
        where T : class, IKubernetesObject
    {
        _sources.Add(services => KeySource.Of(services.GetRequiredService<IObjectCache<T>>(), change => map(services, change)));
        return this;
    }

    /// <summary>Waits for a cache before the first reconcile, without being woken by it.</summary>
    public ControllerBuilder Needs<T>()
        where T : class, IKubernetesObject => Watch<T>(_ => []);

    /// <summary>Wakes keys from elsewhere; enumerated anew each time this process becomes the leader.</summary>
    public ControllerBuilder Source(Func<IServiceProvider, CancellationToken, IAsyncEnumerable<ObjectKey>> keys)
    {
        _sources.Add(services => KeySource.Of(ct => keys(services, ct)));
        return this;
    }

    /// <summary>Sets workers, time limit and waits.</summary>
    public ControllerBuilder With(ControllerOptions options)
    {
        Options = options;
        return this;
    }

    internal IReadOnlyList<KeySource> Sources(IServiceProvider services) => [.. _sources.Select(source => source(services))];
}
