using Mooring.Discovery;

namespace Mooring.Swarm.CommandLine;

/// <summary>The arguments of <c>swarm discovery</c>, checked.</summary>
/// <param name="Hosts">Where to listen.</param>
/// <param name="Storage"><c>file://…</c> or <c>etcd://…</c>.</param>
/// <param name="Options">The <c>--discovery-opt</c> pairs of the etcd storage.</param>
/// <param name="Tls">Credentials, or null for plain HTTP.</param>
public sealed record DiscoveryServerOptions(IReadOnlyList<ListenAddress> Hosts, string Storage, DiscoveryOptions Options, TlsFiles? Tls)
{
    /// <summary>Checks the arguments.</summary>
    /// <exception cref="CommandLineException">One of them is wrong.</exception>
    public static DiscoveryServerOptions Read(FlagValues flags, Func<string, string?> environment)
    {
        if (flags.Arguments.Count > 0)
        {
            throw new CommandLineException("the `discovery` command takes no arguments. See 'swarm discovery --help'.");
        }

        var storage = flags.Text("storage");
        return storage.StartsWith("file://", StringComparison.Ordinal) || storage.StartsWith("etcd://", StringComparison.Ordinal)
            ? new([.. flags.List("host").Select(ListenAddress.Parse)], storage, DiscoverySource.ReadOptions(flags, environment), TlsFiles.Read(flags))
            : throw new CommandLineException("--storage should be file:///path or etcd://host1,host2/prefix");
    }
}
