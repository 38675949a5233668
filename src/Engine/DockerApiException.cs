using System.Net;

namespace Mooring.Engine;

/// <summary>The engine answered with an error status. <see cref="Exception.Message"/> is the engine's own text.</summary>
public class DockerApiException : DockerException
{
    /// <summary>Creates the exception from the engine's status and the <c>message</c> of its reply.</summary>
    public DockerApiException(HttpStatusCode statusCode, string message)
        : base(message)
    {
        StatusCode = statusCode;
    }

    /// <summary>The HTTP status of the reply, 400 to 599.</summary>
    public HttpStatusCode StatusCode { get; }
}
