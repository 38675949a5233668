namespace Mooring.Api.Schema;

/// <summary>A list of unique values (<c>x-kubernetes-list-type: set</c>).</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ListSetAttribute : Attribute;
