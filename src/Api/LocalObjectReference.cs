using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>An object of a known kind in the same namespace, by name.</summary>
/// <param name="Name">The object's <c>metadata.name</c>.</param>
public sealed record LocalObjectReference([Length(1, 253), Pattern(Syntax.Subdomain)] string Name);

/// <summary>One key of a Secret or ConfigMap in the same namespace.</summary>
/// <param name="Name">The object's <c>metadata.name</c>.</param>
/// <param name="Key">The key in its <c>data</c>.</param>
/// <param name="Optional">When true, a missing object or key leaves the variable out; otherwise the container waits for it.</param>
public sealed record KeySelector(
    [Length(1, 253), Pattern(Syntax.Subdomain)] string Name,
    [Length(1, 253), Pattern(Syntax.DataKey)] string Key,
    bool Optional = false);
