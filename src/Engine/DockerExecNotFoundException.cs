using System.Net;

namespace Mooring.Engine;

/// <summary>The engine knows no such exec instance (status 404); it forgets them some minutes after they end.</summary>
public sealed class DockerExecNotFoundException(string message) : DockerApiException(HttpStatusCode.NotFound, message);
