using System.Net;
using Microsoft.AspNetCore.Http;
using Mooring.Engine;
using Mooring.Swarm.Api;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Replication;

/// <summary>Passes one client's request on to whoever is the primary, as streams, and knows whether it may be tried again.</summary>
internal sealed class PrimaryLink(HttpContext context, RequestPath path)
{
    /// <summary>Marks a request that a replica passed on: whoever gets it answers it or says that it is not the primary, and never passes it on again.</summary>
    public const string ForwardedHeader = "X-Swarm-Forwarded";

    private const int LargestKept = 64 * 1024;
    private readonly ApiCall _call = new(context, path, "");
    private byte[]? _kept;

    /// <summary>Sends the request to one primary.</summary>
    /// <param name="primary">Its client.</param>
    /// <param name="replaced">Cancelled when another manager leads: a reply that has not begun is then not waited for.</param>
    /// <returns>Null if the client has its answer; else why it may be tried again.</returns>
    /// <exception cref="ApiException">503: it failed, and the primary may have acted on it.</exception>
    public async Task<string?> TryAsync(EngineView primary, CancellationToken replaced)
    {
        using var content = HasBody && !IsHijack && !IsSmall ? new OnceContent(context.Request.Body, context.RequestAborted) : null;
        try
        {
            var answered = await (IsHijack ? HijackAsync(primary) : SendAsync(primary, content, replaced));
            return answered ? null : content is { Begun: true } ? throw Unavailable(NoPrimary) : NoPrimary;
        }
        catch (DockerApiException e) when (e.StatusCode == HttpStatusCode.MisdirectedRequest)
        {
            return NoPrimary;
        }
        catch (OperationCanceledException e) when (replaced.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            return IsRead ? NoPrimary : throw Unavailable("the primary cluster manager was replaced before it answered", e);
        }
        catch (DockerConnectionException e) when (!context.Response.HasStarted)
        {
            var text = $"Unable to reach primary cluster manager ({e.Message}): {primary.Address}";
            return content is not { Begun: true } && (IsRead || NeverSent(e.Fault)) ? text : throw Unavailable(text, e);
        }
    }

    /// <summary>What a client hears while nobody leads.</summary>
    public const string NoPrimary = "No elected primary cluster manager";

    private bool HasBody => context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0;

    private bool IsSmall => context.Request.ContentLength is > 0 and <= LargestKept;

    private bool IsRead => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private bool IsHijack => context.Request.Headers.Upgrade.Count > 0
        || (HttpMethods.IsPost(context.Request.Method)
            && (path.Path == "/session"
                || (path.Path.StartsWith("/containers/", StringComparison.Ordinal) && path.Path.EndsWith("/attach", StringComparison.Ordinal))
                || (path.Path.StartsWith("/exec/", StringComparison.Ordinal) && path.Path.EndsWith("/start", StringComparison.Ordinal))));

    /// <summary>An answer that says to come back.</summary>
    public static ApiException Unavailable(string message, Exception? cause = null) => new(503, message, cause) { RetryAfter = TimeSpan.FromSeconds(1) };

    private static bool NeverSent(ConnectionFault fault) =>
        fault is ConnectionFault.Refused or ConnectionFault.ConnectTimeout or ConnectionFault.Unreachable or ConnectionFault.NameNotResolved;

    private async Task<bool> SendAsync(EngineView primary, OnceContent? content, CancellationToken replaced)
    {
        using var request = Proxy.CreateRequest(_call, primary, path.Path, path.Query);
        request.Headers.TryAddWithoutValidation(ForwardedHeader, "1");
        if (content is not null)
        {
            request.Content = content;
            Proxy.CopyContentHeaders(_call, content);
            // The primary takes the body only if it is the primary; otherwise the body is still here for the next one.
            request.Headers.ExpectContinue = true;
        }
        else if (IsSmall)
        {
            request.Content = new ByteArrayContent(_kept ??= await _call.ReadBodyAsync());
            Proxy.CopyContentHeaders(_call, request.Content);
        }

        using var begin = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, replaced);
        using var response = await primary.Client.SendAsync(request, begin.Token);
        if (response.StatusCode == HttpStatusCode.MisdirectedRequest)
        {
            return false;
        }

        await Proxy.ReplyAsync(_call, response);
        return true;
    }

    private async Task<bool> HijackAsync(EngineView primary)
    {
        _kept ??= await _call.ReadBodyAsync();
        context.Request.Headers[ForwardedHeader] = "1";
        await Hijack.JoinAsync(_call, primary, path.Path, path.Query, _kept);
        return true;
    }
}
