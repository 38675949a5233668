namespace Mooring.Discovery.ZooKeeper;

/// <summary>Life of a node; the values are those of the protocol.</summary>
public enum ZooKeeperNodeMode
{
    /// <summary>Stays until deleted.</summary>
    Persistent = 0,

    /// <summary>Ends with the session that made it.</summary>
    Ephemeral = 1,

    /// <summary>Ephemeral, and its name gets a growing number of ten digits.</summary>
    EphemeralSequential = 3,
}
