namespace Mooring.Discovery.Consul;

/// <summary>What becomes of the keys of a session that ends.</summary>
public enum ConsulSessionBehavior
{
    /// <summary>They stay, unlocked.</summary>
    Release,

    /// <summary>They are deleted.</summary>
    Delete,
}
