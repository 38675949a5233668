namespace Mooring.Discovery.Etcd;

/// <summary>What a conditional put asks first.</summary>
public abstract record EtcdCondition
{
    private EtcdCondition()
    {
    }

    /// <summary>The key is not there.</summary>
    public sealed record Absent : EtcdCondition;

    /// <summary>The key does not hang on this lease (or is not there).</summary>
    /// <param name="Lease">Lease.</param>
    public sealed record NotOnLease(long Lease) : EtcdCondition;
}
