using System.Net;

namespace Mooring.Engine;

/// <summary>The engine has no such volume (status 404).</summary>
public sealed class DockerVolumeNotFoundException(string message) : DockerApiException(HttpStatusCode.NotFound, message);
