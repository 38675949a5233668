namespace Mooring.Swarm.Cluster;

/// <summary>What the manager says of itself.</summary>
/// <param name="Strategy">Name of the strategy.</param>
/// <param name="Filters">Names of the filters in order.</param>
/// <param name="Overcommit">Factor by which capacity is stretched.</param>
/// <param name="Experimental">The <c>--experimental</c> flag.</param>
/// <param name="HostName">The machine's name.</param>
public sealed record ManagerFacts(string Strategy, IReadOnlyList<string> Filters, double Overcommit, bool Experimental, string HostName);
