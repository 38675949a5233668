using Mooring.Engine;
using Mooring.Engine.Events;
using Mooring.Engine.Models;

namespace Mooring.Fleet.Monitors;

/// <summary>Follows the events of one engine and notes what has to be read again.</summary>
internal sealed class EventReader(IDockerClient client, EngineCache cache, PendingWork pending, FleetOptions options)
{
    private readonly EventCursor _cursor = new();
    private readonly Lock _lock = new();
    private CancellationTokenSource? _session;

    /// <summary>The stream is open: list everything.</summary>
    public Action Opened { get; init; } = () => { };

    /// <summary>The stream is lost: something may be wrong with the engine.</summary>
    public Action Lost { get; init; } = () => { };

    /// <summary>The engine read its configuration again.</summary>
    public Action Reloaded { get; init; } = () => { };

    /// <summary>Each event as it came.</summary>
    public Action<Message> Seen { get; init; } = _ => { };

    /// <summary>Leaves the present connection for a new one.</summary>
    public void Reconnect()
    {
        lock (_lock)
        {
            _session?.Cancel();
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        // The prober watches the engine; the stream needs no pings of its own.
        var follow = new EventFollowOptions { PingAfterSilence = null, LongestBackoff = options.LongestBackoff };
        while (true)
        {
            using var session = CancellationTokenSource.CreateLinkedTokenSource(ct);
            Remember(session);
            try
            {
                await foreach (var item in client.System.FollowEventsAsync(follow, _cursor, session.Token))
                {
                    Handle(item);
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Reconnect was called; the cursor remembers where we were.
            }
            finally
            {
                Remember(null);
            }
        }
    }

    private void Remember(CancellationTokenSource? session)
    {
        lock (_lock)
        {
            _session = session;
        }
    }

    private void Handle(EngineEvent item)
    {
        switch (item)
        {
            case EngineEvent.Opened:
                Opened();
                break;
            case EngineEvent.Lost:
                Lost();
                break;
            case EngineEvent.Occurred { Message: var message }:
                cache.Update(before => before with { LastEventNano = Math.Max(before.LastEventNano, message.TimeNano) }, tell: false);
                Note(message);
                Seen(message);
                break;
        }
    }

    private void Note(Message message)
    {
        switch (message.Type)
        {
            case "container" when message.Action == "destroy":
                cache.Apply([(cache.Ticket(), message.Actor.ID, null)]);
                break;
            case "container" when message.Action == "commit":
                pending.Add(PendingWork.Kinds.Images);
                break;
            case "container" when ChangesContainer(message.Action):
                pending.AddContainer(message.Actor.ID);
                break;
            case "network" when message.Action is "connect" or "disconnect":
                if (message.Actor.Attributes?.GetValueOrDefault("container") is { Length: > 0 } container)
                {
                    pending.AddContainer(container);
                }

                break;
            case "network":
                pending.Add(PendingWork.Kinds.Networks);
                break;
            case "volume" when message.Action is not ("mount" or "unmount"):
                pending.Add(PendingWork.Kinds.Volumes);
                break;
            case "image" when message.Action is not ("push" or "save"):
                pending.Add(PendingWork.Kinds.Images);
                break;
            case "daemon":
                Reloaded();
                break;
        }
    }

    // Everything that is not known to leave the container as it is; kill and oom are followed by die if they had an effect.
    private static bool ChangesContainer(string action) => action is not
        ("kill" or "oom" or "top" or "resize" or "export" or "attach" or "detach" or "copy" or "archive-path" or "extract-to-dir" or "prune")
        && !action.StartsWith("exec_", StringComparison.Ordinal);
}
