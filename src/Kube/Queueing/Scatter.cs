using System.Security.Cryptography;

namespace Mooring.Kube.Queueing;

/// <summary>The process's source of scatter. Safe from several threads, unlike a <see cref="Random"/> of one's own.</summary>
public static class Scatter
{
    /// <summary>A number in [0, 1).</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(1 << 24) / (double)(1 << 24);
}
