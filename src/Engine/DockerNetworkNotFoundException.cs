using System.Net;

namespace Mooring.Engine;

/// <summary>The engine has no such network (status 404).</summary>
public sealed class DockerNetworkNotFoundException(string message) : DockerApiException(HttpStatusCode.NotFound, message);
