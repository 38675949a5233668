namespace Mooring.Swarm.Cluster;

/// <summary>The part a manager plays under replication.</summary>
/// <param name="Primary">True for the one that acts; always true without replication.</param>
/// <param name="PrimaryAddress">On a replica: the primary's address, empty while unknown.</param>
public sealed record ManagerRole(bool Primary, string PrimaryAddress)
{
    /// <summary>The only manager there is.</summary>
    public static readonly ManagerRole Alone = new(true, "");
}
