namespace Mooring.Api.Schema;

/// <summary>Fields that together identify an entry of a list (<c>x-kubernetes-list-type: map</c>): merged and kept unique by them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ListMapAttribute(params string[] keys) : Attribute
{
    /// <summary>The fields, as written in JSON.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
