namespace Mooring.Api;

/// <summary><c>ListMeta</c> of meta/v1.</summary>
/// <param name="ResourceVersion">The version of the whole collection: where a watch carries on.</param>
/// <param name="Continue">Token for the next page; empty on the last one.</param>
/// <param name="RemainingItemCount">How many follow, when the server knows.</param>
public sealed record V1ListMeta(string ResourceVersion = "", string? Continue = null, long? RemainingItemCount = null);
