using Mooring.Engine;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>The same call to many engines: independent of one another, not too many at once, every failure told with its engine.</summary>
internal static class FanOut
{
    private const int AtOnce = 64;

    /// <summary>Calls every engine.</summary>
    /// <returns>For each engine, in the order given, its result or what went wrong.</returns>
    public static async Task<IReadOnlyList<EngineResult<T>>> RunAsync<T>(
        IReadOnlyList<EngineView> engines, Func<EngineView, CancellationToken, Task<T>> call, CancellationToken ct)
    {
        var results = new EngineResult<T>[engines.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForAsync(0, engines.Count, options, async (i, stop) =>
        {
            try
            {
                results[i] = new(engines[i], await call(engines[i], stop), null);
            }
            catch (Exception e) when (e is DockerException or ApiException or IOException or HttpRequestException)
            {
                results[i] = new(engines[i], default, ErrorReplies.Explain(e));
            }
        });
        return results;
    }

    /// <summary>The errors of all engines as one; null if there was none.</summary>
    public static ApiException? ErrorOf<T>(IReadOnlyList<EngineResult<T>> results)
    {
        var failed = results.Where(result => result.Error is not null).ToList();
        return failed.Count == 0 ? null
            : new ApiException(failed.Max(result => result.Error!.Status), string.Join('\n', failed.Select(result => $"{result.Engine.Name}: {result.Error!.Message}")));
    }
}
