namespace Mooring.Engine.Models;

/// <summary>An empty JSON object, the value of the sets in Docker's JSON.</summary>
public sealed record EmptyStruct;
