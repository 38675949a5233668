namespace Mooring.Kube.Reconciling;

/// <summary>What sort of failure it is, which decides what is done about it.</summary>
public enum FaultKind
{
    /// <summary>May go away by itself: unreachable, overloaded, timed out.</summary>
    Transient,

    /// <summary>The world changed between looking and acting.</summary>
    Conflict,

    /// <summary>Something that was named does not exist.</summary>
    NotFound,

    /// <summary>A version, certificate or token ran out.</summary>
    Expired,

    /// <summary>What was asked for can never work as it stands.</summary>
    Invalid,

    /// <summary>It is not allowed.</summary>
    Forbidden,
}
