namespace Mooring.Engine;

/// <summary>A pull, load or import began and then failed: the engine said so inside the progress stream, after status 200.</summary>
public sealed class DockerImagePullException(string reference, string message) : DockerException(message)
{
    /// <summary>The image reference that was asked for.</summary>
    public string Reference { get; } = reference;
}
