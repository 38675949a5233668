namespace Mooring.Engine;

/// <summary>
/// Anything this client reports about an engine: it could not be reached (<see cref="DockerConnectionException"/>), it answered with an
/// error (<see cref="DockerApiException"/>), or it speaks no API version that this build knows (<see cref="DockerApiVersionException"/>).
/// Cancellation by the caller is never wrapped in it.
/// </summary>
public class DockerException : Exception
{
    /// <summary>Creates the exception; <paramref name="message"/> is shown to users and holds no secret.</summary>
    public DockerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
