using System.Collections.Concurrent;
using Mooring.Engine;
using Mooring.Engine.Events;

namespace Mooring.Tests.Unit.Engine;

/// <summary>One stream of events over many connections.</summary>
public sealed class EventFollowerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly EventFollowOptions Fast = new() { ShortestBackoff = TimeSpan.FromMilliseconds(5), PingAfterSilence = null };

    [Fact]
    public async Task Lost_stream_resumes_at_the_last_event_without_repeating_it()
    {
        var asked = new ConcurrentQueue<string>();
        await using var server = Engine(async (head, stream) =>
        {
            asked.Enqueue(head.Split(' ')[1]);
            await ScriptedServer.WriteAsync(stream, asked.Count == 1
                ? Event("start", 1_700_000_000_000_000_001) + Event("die", 1_700_000_005_000_000_007)
                : Event("die", 1_700_000_005_000_000_007) + "\n" + Event("destroy", 1_700_000_006_000_000_000));
        });

        var seen = await FollowAsync(server, Fast, until: "destroy");

        Assert.Equal(["opened", "start", "die", "lost Closed", "opened", "destroy"], seen);
        Assert.Equal(["/v1.41/events", "/v1.41/events?since=1700000004.000000007"], asked);
    }

    [Fact]
    public async Task Stream_waits_for_an_engine_that_is_not_ready()
    {
        var refusals = 3;
        await using var server = ScriptedServer.Answering(head =>
            head.StartsWith("GET /version", StringComparison.Ordinal) ? ScriptedServer.Json("""{"ApiVersion":"1.41"}""")
            : Interlocked.Decrement(ref refusals) >= 0 ? ScriptedServer.Json("""{"message":"starting"}""", "503 Service Unavailable")
            : ScriptedServer.Json(Event("start", 5)));

        var seen = await FollowAsync(server, Fast, until: "start");

        Assert.Equal(["lost ", "lost ", "lost ", "opened", "start"], seen);
    }

    [Fact]
    public async Task Silent_engine_that_does_not_answer_a_ping_is_left()
    {
        var streams = 0;
        var frozen = new TaskCompletionSource();
        await using var server = new ScriptedServer(stream => AnswerAsync(stream, async (head, s) =>
        {
            if (head.Contains("/_ping", StringComparison.Ordinal) || Interlocked.Increment(ref streams) == 1)
            {
                await frozen.Task.WaitAsync(Deadline);
                return;
            }

            await ScriptedServer.WriteAsync(s, Event("start", 5));
        }));
        var configuration = new DockerClientConfiguration(server.Endpoint) { DefaultTimeout = TimeSpan.FromSeconds(1) };

        var seen = await FollowAsync(configuration, Fast with { PingAfterSilence = TimeSpan.FromMilliseconds(50) }, until: "start");
        frozen.SetResult();

        Assert.Equal(["opened", "lost ResponseTimeout", "opened", "start"], seen);
    }

    [Fact]
    public async Task Broken_event_is_a_loss_not_the_end()
    {
        var streams = 0;
        await using var server = Engine((_, stream) => ScriptedServer.WriteAsync(stream, ++streams == 1 ? "{nonsense" : Event("start", 5)));

        Assert.Equal(["opened", "lost Protocol", "opened", "start"], await FollowAsync(server, Fast, until: "start"));
    }

    private static string Event(string action, long nano) =>
        $$$"""{"Type":"container","Action":"{{{action}}}","Actor":{"ID":"c1","Attributes":{"name":"x"}},"time":{{{nano / 1_000_000_000}}},"timeNano":{{{nano}}}}""";

    private static ScriptedServer Engine(Func<string, Stream, Task> events) => new(stream => AnswerAsync(stream, events));

    // Answers version requests; everything else gets the head of an endless reply, then what the test wants, then the end.
    private static async Task AnswerAsync(Stream stream, Func<string, Stream, Task> events)
    {
        while (await ScriptedServer.ReadHeadAsync(stream) is { } head)
        {
            if (head.StartsWith("GET /version", StringComparison.Ordinal))
            {
                await ScriptedServer.WriteAsync(stream, ScriptedServer.Json("""{"ApiVersion":"1.41","MinAPIVersion":"1.12"}"""));
                continue;
            }

            if (!head.Contains("/_ping", StringComparison.Ordinal))
            {
                await ScriptedServer.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");
            }

            await events(head, stream);
            return;
        }
    }

    private static Task<List<string>> FollowAsync(ScriptedServer server, EventFollowOptions options, string until) =>
        FollowAsync(new DockerClientConfiguration(server.Endpoint), options, until);

    private static async Task<List<string>> FollowAsync(DockerClientConfiguration configuration, EventFollowOptions options, string until)
    {
        using var client = configuration.CreateClient();
        using var deadline = new CancellationTokenSource(Deadline);
        var seen = new List<string>();
        await foreach (var item in client.System.FollowEventsAsync(options, new EventCursor(), deadline.Token))
        {
            seen.Add(item switch
            {
                EngineEvent.Opened => "opened",
                EngineEvent.Occurred occurred => occurred.Message.Action,
                EngineEvent.Lost lost => "lost " + (lost.Cause as DockerConnectionException)?.Fault,
                _ => "?",
            });
            if (seen[^1] == until)
            {
                break;
            }
        }

        return seen;
    }
}
