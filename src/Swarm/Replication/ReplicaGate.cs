using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Mooring.Engine;
using Mooring.Swarm.Api;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Replication;

/// <summary>
/// Answers requests itself while this manager is the primary, and passes each one on to the primary otherwise. Every request is judged anew: a client's
/// connection is never tied to a primary that was.
/// </summary>
internal sealed class ReplicaGate(Election election, Func<HttpContext, RequestPath, Task> answer, Func<string, IDockerClient> connect, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, IDockerClient> _primaries = [];

    /// <summary>Answers one request, or has it answered.</summary>
    /// <exception cref="ApiException">503: nobody leads, or the leader cannot be reached.</exception>
    public async Task HandleAsync(HttpContext context, RequestPath path)
    {
        if (path.Path is "/_ping" or "/info")
        {
            await answer(context, path);
            return;
        }

        var began = clock.GetTimestamp();
        while (true)
        {
            var changed = election.Changed;
            if (election.CurrentLease is { } lease)
            {
                context.Features.Set(lease);
                await answer(context, path);
                return;
            }

            var address = election.Role.PrimaryAddress;
            var error = address.Length == 0 ? "No elected primary cluster manager" : await TryForwardAsync(context, path, address);
            if (error is null)
            {
                return;
            }

            if (clock.GetElapsedTime(began) > LongestWait)
            {
                throw new ApiException(503, error) { RetryAfter = TimeSpan.FromSeconds(1) };
            }

            await Task.WhenAny(changed, Task.Delay(RetryPause, clock, context.RequestAborted));
            context.RequestAborted.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _primaries.Values)
        {
            client.Dispose();
        }
    }

    // Only what never reached the primary may be sent again.
    private async Task<string?> TryForwardAsync(HttpContext context, RequestPath path, string address)
    {
        var primary = new EngineView(address, _primaries.GetOrAdd(address, connect));
        var call = new ApiCall(context, path, "");
        try
        {
            await (IsHijack(context.Request, path) ? Hijack.JoinAsync(call, primary, path.Path, path.Query) : Proxy.ForwardAsync(call, primary, path.Path, path.Query));
            return null;
        }
        catch (DockerConnectionException e) when (!context.Response.HasStarted)
        {
            var text = $"Unable to reach primary cluster manager ({e.Message}): {address}";
            return e.Fault is ConnectionFault.Refused or ConnectionFault.ConnectTimeout or ConnectionFault.Unreachable or ConnectionFault.NameNotResolved
                ? text
                : throw new ApiException(503, text, e) { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    private static bool IsHijack(HttpRequest request, RequestPath path) =>
        request.Headers.Upgrade.Count > 0
        || (HttpMethods.IsPost(request.Method)
            && (path.Path == "/session"
                || (path.Path.StartsWith("/containers/", StringComparison.Ordinal) && path.Path.EndsWith("/attach", StringComparison.Ordinal))
                || (path.Path.StartsWith("/exec/", StringComparison.Ordinal) && path.Path.EndsWith("/start", StringComparison.Ordinal))));
}
