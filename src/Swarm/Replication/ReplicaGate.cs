using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Mooring.Engine;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Replication;

/// <summary>
/// Answers requests itself while this manager is the primary, and passes each one on to the primary otherwise. Every request is judged anew: a client's
/// connection is never tied to a primary that was.
/// </summary>
internal sealed class ReplicaGate(Election election, Func<HttpContext, RequestPath, Task> answer, Func<string, IDockerClient> connect, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<string, IDockerClient> _primaries = [];
    private readonly Lock _gate = new();
    private TaskCompletionSource? _drained;
    private int _writing;

    /// <summary>Answers one request, or has it answered.</summary>
    /// <exception cref="ApiException">503: nobody leads, or the leader cannot be reached; 421: another replica took this manager for the primary.</exception>
    public async Task HandleAsync(HttpContext context, RequestPath path)
    {
        if (path.Path is "/_ping" or "/info" or "/debug")
        {
            await answer(context, path);
            return;
        }

        var forwarded = context.Request.Headers.ContainsKey(PrimaryLink.ForwardedHeader);
        var link = new PrimaryLink(context, path);
        var began = clock.GetTimestamp();
        while (true)
        {
            var changed = election.Changed;
            if (await TryAnswerAsync(context, path))
            {
                return;
            }

            if (forwarded)
            {
                throw new ApiException(StatusCodes.Status421MisdirectedRequest, PrimaryLink.NoPrimary);
            }

            var (address, replaced) = election.Leader;
            var error = address.Length == 0
                ? PrimaryLink.NoPrimary
                : await link.TryAsync(new(address, _primaries.GetOrAdd(address, connect)), replaced);
            if (error is null)
            {
                return;
            }

            if (clock.GetElapsedTime(began) > LongestWait || IsClosing)
            {
                throw PrimaryLink.Unavailable(error);
            }

            await Task.WhenAny(changed, Task.Delay(RetryPause, clock, context.RequestAborted));
            context.RequestAborted.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes on no more requests, and lets those that change something end, for a moment: then another manager may lead.</summary>
    public async Task DrainAsync()
    {
        Task drained;
        lock (_gate)
        {
            _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_writing == 0)
            {
                _drained.SetResult();
            }

            drained = _drained.Task;
        }

        await Task.WhenAny(drained, Task.Delay(LongestDrain, clock, CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _primaries.Values)
        {
            client.Dispose();
        }
    }

    private bool IsClosing
    {
        get
        {
            lock (_gate)
            {
                return _drained is not null;
            }
        }
    }

    private async Task<bool> TryAnswerAsync(HttpContext context, RequestPath path)
    {
        if (election.CurrentLease is not { } lease)
        {
            return false;
        }

        var writes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (!Enter(writes))
        {
            return false;
        }

        try
        {
            context.Features.Set(lease);
            await answer(context, path);
            return true;
        }
        catch (OperationCanceledException e) when (lease.Lost.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            throw PrimaryLink.Unavailable("this manager is no longer the primary", e);
        }
        finally
        {
            Leave(writes);
        }
    }

    private bool Enter(bool writes)
    {
        lock (_gate)
        {
            _writing += writes && _drained is null ? 1 : 0;
            return _drained is null;
        }
    }

    private void Leave(bool writes)
    {
        lock (_gate)
        {
            _writing -= writes ? 1 : 0;
            if (_writing == 0)
            {
                _drained?.TrySetResult();
            }
        }
    }
}
