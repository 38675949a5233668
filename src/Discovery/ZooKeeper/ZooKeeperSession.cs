namespace Mooring.Discovery.ZooKeeper;

/// <summary>A session as the server gave it.</summary>
/// <param name="Id">Identity; owner of ephemeral nodes.</param>
/// <param name="Password">Proves the session when reconnecting.</param>
/// <param name="Timeout">How long the server keeps it without a word; within limits of the server's own.</param>
internal sealed record ZooKeeperSession(long Id, byte[] Password, TimeSpan Timeout)
{
    private const int PasswordLength = 16;

    /// <summary>What a client without a session sends.</summary>
    public static ZooKeeperSession New(TimeSpan wanted) => new(0, new byte[PasswordLength], wanted);
}
