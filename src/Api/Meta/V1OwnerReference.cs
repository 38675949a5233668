namespace Mooring.Api;

/// <summary><c>OwnerReference</c> of meta/v1: an owner in the same namespace, or one that has none.</summary>
/// <param name="ApiVersion">Of the owner, <c>group/version</c>.</param>
/// <param name="Kind">Of the owner.</param>
/// <param name="Name">Of the owner.</param>
/// <param name="Uid">Of the owner; a new object of the same name is another owner.</param>
/// <param name="Controller">True for the one owner that manages the object.</param>
/// <param name="BlockOwnerDeletion">True when foreground deletion of the owner waits for this object.</param>
public sealed record V1OwnerReference(
    string ApiVersion, string Kind, string Name, string Uid, bool? Controller = null, bool? BlockOwnerDeletion = null);
