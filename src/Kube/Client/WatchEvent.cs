namespace Mooring.Kube.Client;

/// <summary>One line of a watch. The server's ERROR lines are exceptions, not events.</summary>
/// <typeparam name="T">The record one object becomes.</typeparam>
public abstract record WatchEvent<T>
{
    private WatchEvent() { }

    /// <summary>The version of the collection after this event.</summary>
    public abstract string ResourceVersion { get; }

    /// <summary>An object is new, or newly matches the selector.</summary>
    public sealed record Added(T Object, string Version) : WatchEvent<T>
    {
        /// <inheritdoc/>
        public override string ResourceVersion => Version;
    }

    /// <summary>An object changed.</summary>
    public sealed record Modified(T Object, string Version) : WatchEvent<T>
    {
        /// <inheritdoc/>
        public override string ResourceVersion => Version;
    }

    /// <summary>An object is gone, or no longer matches the selector; its last state.</summary>
    public sealed record Deleted(T Object, string Version) : WatchEvent<T>
    {
        /// <inheritdoc/>
        public override string ResourceVersion => Version;
    }

    /// <summary>Nothing happened up to this version.</summary>
    public sealed record Bookmark(string Version) : WatchEvent<T>
    {
        /// <inheritdoc/>
        public override string ResourceVersion => Version;
    }

    /// <summary>An event about an object that does not fit <typeparamref name="T"/>.</summary>
    public sealed record Unreadable(UnreadableObject Object, bool IsDeleted) : WatchEvent<T>
    {
        /// <inheritdoc/>
        public override string ResourceVersion => Object.ResourceVersion;
    }
}
