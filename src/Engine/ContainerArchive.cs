using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>A path of a container as tar.</summary>
/// <param name="Stat">What is at the path.</param>
/// <param name="Stream">The tar; disposing it ends the transfer.</param>
public sealed record ContainerArchive(ContainerPathStatResponse Stat, Stream Stream) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
