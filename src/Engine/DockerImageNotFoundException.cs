using System.Net;

namespace Mooring.Engine;

/// <summary>The engine has no such image (status 404).</summary>
public sealed class DockerImageNotFoundException(string message) : DockerApiException(HttpStatusCode.NotFound, message);
