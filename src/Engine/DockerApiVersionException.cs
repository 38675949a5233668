namespace Mooring.Engine;

/// <summary>Engine and client have no API version in common: the engine is too old or too new for this build.</summary>
public sealed class DockerApiVersionException : DockerException
{
    /// <summary>Creates the exception from the range that the engine offers.</summary>
    public DockerApiVersionException(ApiVersion engineLowest, ApiVersion engineHighest)
        : base(engineHighest < ApiVersion.LowestSupported
            ? $"The engine is too old: it speaks API {engineHighest} at most, {ApiVersion.LowestSupported} (Docker 20.10) is the lowest supported."
            : $"The engine is too new: it speaks API {engineLowest} at least, {ApiVersion.HighestSupported} is the highest supported.")
    {
        EngineLowest = engineLowest;
        EngineHighest = engineHighest;
    }

    /// <summary>The lowest version that the engine accepts.</summary>
    public ApiVersion EngineLowest { get; }

    /// <summary>The highest version that the engine speaks.</summary>
    public ApiVersion EngineHighest { get; }

    /// <summary>True if the engine is older than anything supported, false if it is newer.</summary>
    public bool EngineIsTooOld => EngineHighest < ApiVersion.LowestSupported;
}
