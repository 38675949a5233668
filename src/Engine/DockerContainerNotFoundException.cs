using System.Net;

namespace Mooring.Engine;

/// <summary>The engine has no such container (status 404).</summary>
public sealed class DockerContainerNotFoundException(string message) : DockerApiException(HttpStatusCode.NotFound, message);
