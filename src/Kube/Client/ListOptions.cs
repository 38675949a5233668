namespace Mooring.Kube.Client;

/// <summary>Which objects of a kind are wanted.</summary>
/// <param name="Namespace">Empty for all namespaces.</param>
/// <param name="LabelSelector">Such as <c>app=web,tier!=db</c>; null for any.</param>
/// <param name="FieldSelector">Such as <c>metadata.name=x</c>; null for any.</param>
/// <param name="PageSize">Objects a request, 1 or more.</param>
public sealed record ListOptions(string Namespace = "", string? LabelSelector = null, string? FieldSelector = null, int PageSize = 500)
{
    /// <summary>Everything in every namespace.</summary>
    public static ListOptions All { get; } = new();
}
