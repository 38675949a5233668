namespace Mooring.Engine.Streams;

/// <summary>What one read of a <see cref="MultiplexedStream"/> gave.</summary>
/// <param name="Count">Bytes read; 0 at the end.</param>
/// <param name="Target">Stream that they belong to.</param>
public readonly record struct ReadResult(int Count, TargetStream Target)
{
    /// <summary>True at the end of the stream.</summary>
    public bool EOF => Count == 0;
}
