namespace Mooring.Kube.Models;

/// <summary><c>ObjectReference</c> of core/v1: which object an Event is about.</summary>
/// <param name="ApiVersion">Of that object.</param>
/// <param name="Kind">Of that object.</param>
/// <param name="Name">Of that object.</param>
/// <param name="Namespace">Of that object; absent when it has none.</param>
/// <param name="Uid">Of that object.</param>
/// <param name="ResourceVersion">The version that was looked at.</param>
public sealed record V1ObjectReference(
    string? ApiVersion = null,
    string? Kind = null,
    string? Name = null,
    string? Namespace = null,
    string? Uid = null,
    string? ResourceVersion = null);
