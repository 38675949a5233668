using Mooring.Engine;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Views;

/// <summary>API versions: what the manager offers, and what a request may be passed on as.</summary>
/// <param name="Lowest">The lowest version offered.</param>
/// <param name="Highest">The highest version offered.</param>
public readonly record struct ApiRange(ApiVersion Lowest, ApiVersion Highest)
{
    // Docker 1.12's: every engine in use knows it or is asked for a later one instead.
    private static readonly ApiVersion OldestClient = new(1, 24);

    /// <summary>
    /// What the whole cluster can do: up to the version that every accepted engine knows. Older clients are welcome even where an engine is too new for
    /// them, because requests are passed on in a version that their engine speaks.
    /// </summary>
    public static ApiRange Of(ClusterIndex cluster)
    {
        var highest = cluster.Validated.Select(MostOf).Where(version => version is not null).Min();
        return new(OldestClient, highest ?? ApiVersion.HighestSupported);
    }

    /// <summary>The version to use with an engine for a request that was written for another: the nearest one the engine speaks.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="asked">The client's version; null for none.</param>
    public static string? For(EngineView engine, string? asked)
    {
        if (asked is null || !ApiVersion.TryParse(asked, out var version))
        {
            return asked;
        }

        if (MostOf(engine) is { } highest && version > highest)
        {
            return highest.ToString();
        }

        return ApiVersion.TryParse(engine.Version?.MinAPIVersion, out var lowest) && version < lowest ? lowest.ToString() : asked;
    }

    private static ApiVersion? MostOf(EngineView engine) => ApiVersion.TryParse(engine.Version?.APIVersion, out var version) ? version : null;
}
