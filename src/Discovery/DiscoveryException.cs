namespace Mooring.Discovery;

/// <summary>Discovery or a leader lock failed: the store is out of reach, refuses, or holds what cannot be read. The message never holds a secret.</summary>
public sealed class DiscoveryException : Exception
{
    /// <summary>A failure with a message for people.</summary>
    public DiscoveryException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with a message for people and its cause.</summary>
    public DiscoveryException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>A failure without words of its own.</summary>
    public DiscoveryException()
    {
    }
}
