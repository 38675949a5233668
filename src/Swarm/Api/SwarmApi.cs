using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>The manager's end of HTTP: what every request and reply has in common, before and after a route answers.</summary>
/// <param name="cluster">The engines, for the API version offered.</param>
/// <param name="experimental">The <c>--experimental</c> flag.</param>
/// <param name="cors">Whether replies carry CORS headers.</param>
/// <param name="answer">Answers a request, or passes it to the primary.</param>
/// <param name="log">Where failures go.</param>
internal sealed class SwarmApi(ClusterIndex cluster, bool experimental, bool cors, Func<HttpContext, RequestPath, Task> answer, ILogger<SwarmApi> log)
{
    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        if (target.StartsWith("//", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = "/" + target.TrimStart('/');
            return Task.CompletedTask;
        }

        var path = RequestPath.Parse(target);
        AddHeaders(context.Response);
        return cors && HttpMethods.IsOptions(context.Request.Method)
            ? Task.CompletedTask
            : ErrorReplies.GuardAsync(context, path, log, () => answer(context, path));
    }

    private void AddHeaders(HttpResponse response)
    {
        response.Headers["Api-Version"] = ApiRange.Of(cluster).Highest.ToString();
        response.Headers["Docker-Experimental"] = experimental ? "true" : "false";
        response.Headers["Ostype"] = "linux";
        response.Headers.Server = $"Swarm/{SwarmVersion.Number}";
        if (cors)
        {
            response.Headers.AccessControlAllowOrigin = "*";
            response.Headers.AccessControlAllowHeaders = "Origin, X-Requested-With, Content-Type, Accept";
            response.Headers.AccessControlAllowMethods = "GET, POST, DELETE, PUT, OPTIONS, HEAD";
        }
    }
}
