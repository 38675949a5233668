using Mooring.Engine.Models;

namespace Mooring.Swarm.Rescheduling;

/// <summary>Whether the copy of a container is to run. An engine that is shut down stops its containers first, so what was seen last is not what was meant.</summary>
internal static class SteadyState
{
    private const int Killed = 128 + 9;
    private const int Terminated = 128 + 15;

    // The longest an engine takes by default to stop its containers, and some time to notice.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(30);

    /// <summary>
    /// True for a container that ran, that its restart policy would have brought back, or that was stopped from outside in the engine's last seconds. One
    /// that ended by itself, or was stopped before, stays stopped; one never started too.
    /// </summary>
    /// <param name="state">Its state when last seen.</param>
    /// <param name="policy">Its restart policy.</param>
    /// <param name="lastAnswer">When its engine last answered.</param>
    public static bool ShouldRun(ContainerState state, string? policy, DateTimeOffset lastAnswer)
    {
        if (state.Running || state.Paused || state.Restarting)
        {
            return true;
        }

        if (state.Status == "created" || state.StartedAt is not { Year: > 1 })
        {
            return false;
        }

        var withEngine = state.FinishedAt >= lastAnswer - Shutdown;
        return policy switch
        {
            "always" => true,
            "unless-stopped" => withEngine,
            _ => withEngine && state.ExitCode is (Killed or Terminated),
        };
    }
}
