using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Rescheduling;

/// <summary>Which containers are to be rescheduled, and which are superseded by a copy.</summary>
internal static class Copies
{
    /// <summary>Whether a container asks to be rescheduled when its engine fails.</summary>
    public static bool IsWanted(ContainerEntry container)
    {
        if (container.SwarmId is null || !container.Labels.TryGetValue(SwarmLabels.ReschedulePolicies, out var text))
        {
            return false;
        }

        try
        {
            return JsonNode.Parse(text) is JsonArray policies && policies.Any(policy => policy?.GetValue<string>() == "on-node-failure");
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException)
        {
            // Written by hand; who cannot be understood asked for nothing.
            return false;
        }
    }

    /// <summary>
    /// The containers that a younger copy on another engine replaces. One container seen under two addresses is no copy of itself, and one whose engine does
    /// not answer replaces nothing.
    /// </summary>
    /// <param name="holders">The containers with one swarm ID.</param>
    /// <returns>Each with the copy that stays.</returns>
    public static IEnumerable<(Placed Old, Placed Copy)> Superseded(IReadOnlyList<Placed> holders)
    {
        var alive = holders.Where(holder => holder.Engine.Health == EngineHealth.Healthy && IsWanted(holder.Container)).ToList();
        var copy = alive.OrderByDescending(holder => holder.Container.Inspected.Created).ThenBy(holder => holder.Container.Id, StringComparer.Ordinal).FirstOrDefault();
        return copy is null ? [] : alive
            .Where(holder => holder.Container.Id != copy.Container.Id && holder.Container.Name == copy.Container.Name && holder.Engine.Info?.ID != copy.Engine.Info?.ID)
            .Select(holder => (holder, copy));
    }
}
