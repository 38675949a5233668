namespace Mooring.Operator;

/// <summary>Which operator installation this process belongs to.</summary>
/// <param name="Owner">Value of the label <c>mooring.dev/owner</c> on its containers: those with another value are never touched.</param>
public sealed record Installation(string Owner);
