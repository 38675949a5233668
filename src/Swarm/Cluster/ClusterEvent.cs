using System.Text.Json.Nodes;

namespace Mooring.Swarm.Cluster;

/// <summary>An event of an engine, or of the manager about an engine, with the engine added (swarm.md 5.7).</summary>
/// <param name="Time">When it happened.</param>
/// <param name="Type">What kind of thing it is about, such as <c>container</c>.</param>
/// <param name="Action">What happened to it.</param>
/// <param name="Node">The engine's name.</param>
/// <param name="Json">The event as clients get it.</param>
public sealed record ClusterEvent(DateTimeOffset Time, string Type, string Action, string Node, JsonObject Json);
