using Mooring.Kube.Client;

namespace Mooring.Operator.Engines;

/// <summary>The fleet's name for a DockerNode's engine: <c>namespace/name</c>.</summary>
public static class EngineKeys
{
    /// <summary>The key of a node.</summary>
    public static string Of(string ns, string node) => $"{ns}/{node}";

    /// <summary>The node of a key.</summary>
    public static ObjectKey Parse(string engine)
    {
        var slash = engine.IndexOf('/', StringComparison.Ordinal);
        return new(engine[..slash], engine[(slash + 1)..]);
    }
}
