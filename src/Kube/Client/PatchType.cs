namespace Mooring.Kube.Client;

/// <summary>How the body of a patch is meant.</summary>
public enum PatchType
{
    /// <summary>JSON merge patch, RFC 7396: members replace, null removes, arrays are replaced whole.</summary>
    Merge,

    /// <summary>JSON patch, RFC 6902: a list of operations.</summary>
    Json,

    /// <summary>Server-side apply: the fields one manager wants to own; creates what is missing.</summary>
    Apply,
}
