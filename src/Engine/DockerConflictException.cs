using System.Net;

namespace Mooring.Engine;

/// <summary>The request contradicts the present state (status 409): a name is taken, a container is not running, an image is in use.</summary>
public sealed class DockerConflictException(string message) : DockerApiException(HttpStatusCode.Conflict, message);
