namespace Mooring.Api;

/// <summary>The API group of the three kinds, as it appears in <c>apiVersion</c> and in request paths.</summary>
public static class MooringApi
{
    /// <summary>The API group.</summary>
    public const string Group = "mooring.dev";

    /// <summary>The only version served.</summary>
    public const string Version = "v1alpha1";

    /// <summary>What <c>apiVersion</c> of every object of the group says.</summary>
    public const string GroupVersion = Group + "/" + Version;

    /// <summary>The kubectl category that names all kinds at once: <c>kubectl get mooring</c>.</summary>
    public const string Category = "mooring";
}
