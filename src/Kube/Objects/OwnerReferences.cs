using Mooring.Api;

namespace Mooring.Kube.Objects;

/// <summary>Who owns whom, for the garbage collector and for finding one's way back.</summary>
public static class OwnerReferences
{
    /// <summary>A reference to the controlling owner.</summary>
    public static V1OwnerReference To(IKubernetesObject owner) =>
        new(owner.ApiVersion, owner.Kind, owner.Metadata.Name, owner.Metadata.Uid, Controller: true, BlockOwnerDeletion: true);

    /// <summary>True when exactly this object, by uid, owns the other.</summary>
    public static bool IsOwnedBy(this IKubernetesObject thing, IKubernetesObject owner) =>
        thing.Metadata.OwnerReferences.Any(reference => reference.Uid == owner.Metadata.Uid);

    /// <summary>The controlling owner, or null.</summary>
    public static V1OwnerReference? Controller(this IKubernetesObject thing) =>
        thing.Metadata.OwnerReferences.FirstOrDefault(reference => reference.Controller is true);
}
