using Mooring.Engine.Models;

namespace Mooring.Fleet.Changes;

/// <summary>An event of one engine, as it came.</summary>
/// <param name="Key">The engine.</param>
/// <param name="Message">The event.</param>
public sealed record FleetEvent(string Key, Message Message);
