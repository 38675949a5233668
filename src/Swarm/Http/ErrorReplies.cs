using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mooring.Engine;

namespace Mooring.Swarm.Http;

/// <summary>Turns what a handler throws into a reply: the engine's own status and message where it gave one.</summary>
internal static class ErrorReplies
{
    /// <summary>Runs a handler; afterwards a reply was begun or the connection is closed.</summary>
    public static async Task GuardAsync(HttpContext context, RequestPath path, ILogger log, Func<Task> handle)
    {
        try
        {
            await handle();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; nobody is there to answer.
            context.Abort();
        }
#pragma warning disable CA1031 // the one catch-all: a bug in one request must not stop the others, and the client gets an answer
        catch (Exception e)
        {
            if (context.Response.HasStarted)
            {
                log.ReplyCut(e, context.Request.Method, path.Path);
                context.Abort();
                return;
            }

            var error = Explain(e);
            if (error.Status >= 500)
            {
                log.RequestFailed(e, context.Request.Method, path.Path);
            }

            context.Response.Clear();
            await new ApiCall(context, path, "").ReplyErrorAsync(error);
        }
#pragma warning restore CA1031
    }

    internal static ApiException Explain(Exception e) => e switch
    {
        ApiException known => known,
        DockerApiException refused => new((int)refused.StatusCode, refused.Message, refused),
        DockerException unreachable => new(500, unreachable.Message, unreachable),
        BadHttpRequestException bad => new(bad.StatusCode, bad.Message, bad),
        JsonException json => new(500, $"an engine's reply could not be read: {json.Message}", json),
        OperationCanceledException late => new(504, "the engine did not answer in time", late),
        _ => new(500, e.Message, e),
    };
}
