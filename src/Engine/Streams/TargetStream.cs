namespace Mooring.Engine.Streams;

/// <summary>Which stream of a container bytes belong to.</summary>
public enum TargetStream
{
    StandardIn,
    StandardOut,
    StandardError,
}
