namespace Mooring.Swarm.Rescheduling;

/// <summary>
/// Judges from direct probes whether an engine is dead: only when every probe of a whole grace period failed. That an agent is gone, or that one stream
/// broke, proves nothing (swarm.md 7: containers moved off engines that were well).
/// </summary>
/// <param name="grace">How long every probe must have failed.</param>
internal sealed class EngineDeaths(TimeSpan grace)
{
    private readonly Dictionary<string, DateTimeOffset> _silentSince = [];

    /// <summary>Takes in one probe.</summary>
    /// <returns>True once the engine counts as dead.</returns>
    public bool Observe(string address, bool answers, DateTimeOffset now)
    {
        if (answers)
        {
            _silentSince.Remove(address);
            return false;
        }

        _silentSince.TryAdd(address, now);
        return now - _silentSince[address] >= grace;
    }

    /// <summary>Engines besides these are no longer suspected.</summary>
    public void Keep(IReadOnlyCollection<string> suspects)
    {
        foreach (var address in _silentSince.Keys.Except(suspects).ToList())
        {
            _silentSince.Remove(address);
        }
    }
}
