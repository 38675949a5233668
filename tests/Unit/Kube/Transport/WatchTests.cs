using Microsoft.AspNetCore.Http;
using Mooring.Kube.Client;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Transport;

public sealed class WatchTests
{
    private const string Added = """{"type":"ADDED","object":{"metadata":{"name":"a","resourceVersion":"11"},"spec":{"size":"Large"}}}""";
    private const string Modified = """{"object":{"metadata":{"name":"a","resourceVersion":"12"},"spec":{}},"type":"MODIFIED"}""";
    private const string Deleted = """{"type":"DELETED","object":{"metadata":{"name":"a","resourceVersion":"13"},"spec":{}}}""";
    private const string Bookmark = """{"type":"BOOKMARK","object":{"kind":"Widget","metadata":{"resourceVersion":"14","creationTimestamp":null}}}""";

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    [Fact]
    public async Task Events_come_as_they_are_and_the_servers_end_is_an_orderly_end()
    {
        var query = "";
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            query = http.Request.QueryString.Value!;
            await http.Response.WriteAsync(string.Join('\n', Added, Modified, Deleted, Bookmark, """{"type":"LATER","object":{}}""", ""));
        });
        using var kube = server.Client();

        var seen = await CollectAsync(kube, new(LabelSelector: "a=b"));

        Assert.Equal(["Added 11", "Modified 12", "Deleted 13", "Bookmark 14"], seen.Select(Show));
        Assert.Contains("watch=true", query, StringComparison.Ordinal);
        Assert.Contains("allowWatchBookmarks=true", query, StringComparison.Ordinal);
        Assert.Contains("resourceVersion=10", query, StringComparison.Ordinal);
        Assert.Contains("labelSelector=a%3Db", query, StringComparison.Ordinal);
        Assert.Matches("timeoutSeconds=[3-6][0-9]{2}", query);
    }

    [Fact]
    public async Task Event_is_told_before_the_next_one_comes_however_it_is_cut_up()
    {
        using var told = new SemaphoreSlim(0);
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            foreach (var line in (string[])[Added, Modified])
            {
                foreach (var piece in (line + "\n").Chunk(17))
                {
                    await http.Response.WriteAsync(new string(piece));
                    await http.Response.Body.FlushAsync();
                }

                await told.WaitAsync(Limit);
            }
        });
        using var kube = server.Client();

        var seen = new List<string>();
        await foreach (var change in kube.WatchAsync(Widget.Resource, ListOptions.All, "10", Limit))
        {
            seen.Add(Show(change));
            told.Release();
        }

        Assert.Equal(["Added 11", "Modified 12"], seen);
    }

    [Fact]
    public async Task Line_longer_than_any_buffer_is_read()
    {
        var large = Added.Replace("\"Large\"", $"\"Large\",\"note\":\"{new string('x', 1_500_000)}\"", StringComparison.Ordinal);
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync(large + "\n" + Modified + "\n"));
        using var kube = server.Client();

        Assert.Equal(["Added 11", "Modified 12"], (await CollectAsync(kube)).Select(Show));
    }

    [Fact]
    public async Task Servers_error_is_an_exception_typed_by_its_reason()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync(
            Added + "\n" + """{"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"too old resource version: 10 (20)","reason":"Expired","code":410}}""" + "\n"));
        using var kube = server.Client();
        var seen = new List<WatchEvent<Widget>>();

        var error = await Assert.ThrowsAsync<KubernetesException>(() => CollectAsync(kube, into: seen));

        Assert.Equal(StatusReason.Expired, error.Reason);
        Assert.Single(seen);
    }

    [Fact]
    public async Task Old_version_may_also_be_refused_at_once()
    {
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            http.Response.StatusCode = 410;
            return http.Response.WriteAsync("""{"kind":"Status","reason":"Gone","code":410}""");
        });
        using var kube = server.Client();

        Assert.Equal(StatusReason.Gone, (await Assert.ThrowsAsync<KubernetesException>(() => CollectAsync(kube))).Reason);
    }

    [Theory]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\"", true)]
    [InlineData("{\"type\":\"ADDED\",\"object\":{\"metadata\"", false)]
    public async Task Line_that_breaks_off_is_no_orderly_end(string rest, bool isAborted)
    {
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            await http.Response.WriteAsync(Added + "\n" + rest);
            await http.Response.Body.FlushAsync();
            if (isAborted)
            {
                http.Abort();
            }
        });
        using var kube = server.Client();

        Assert.Equal(StatusReason.Unreachable, (await Assert.ThrowsAsync<KubernetesException>(() => CollectAsync(kube))).Reason);
    }

    [Fact]
    public async Task Garbled_line_ends_the_watch()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync(Added + "\nnot json\n" + Modified + "\n"));
        using var kube = server.Client();
        var seen = new List<WatchEvent<Widget>>();

        await Assert.ThrowsAsync<KubernetesException>(() => CollectAsync(kube, into: seen));

        Assert.Single(seen);
    }

    [Fact]
    public async Task Object_that_does_not_fit_is_an_event_of_its_own()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync(
            Added.Replace("Large", "Gigantic", StringComparison.Ordinal) + "\n" + Deleted.Replace("{}", "null", StringComparison.Ordinal) + "\n" + Bookmark + "\n"));
        using var kube = server.Client();

        var seen = await CollectAsync(kube);

        Assert.Equal(["Unreadable 11", "Unreadable 13", "Bookmark 14"], seen.Select(Show));
        Assert.Equal([false, true], seen.OfType<WatchEvent<Widget>.Unreadable>().Select(wrong => wrong.IsDeleted));
    }

    [Fact]
    public async Task Silent_line_is_given_up()
    {
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            await http.Response.WriteAsync(Added + "\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });
        using var kube = server.Client(new() { WatchSilence = TimeSpan.FromMilliseconds(150) });
        var seen = new List<WatchEvent<Widget>>();

        var error = await Assert.ThrowsAsync<KubernetesException>(() => CollectAsync(kube, into: seen));

        Assert.Equal((StatusReason.Timeout, 1), (error.Reason, seen.Count));
    }

    [Fact]
    public async Task Server_that_never_answers_is_given_up()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        using var kube = server.Client(new() { RequestTimeout = TimeSpan.FromMilliseconds(150) });

        Assert.Equal(StatusReason.Timeout, (await Assert.ThrowsAsync<KubernetesException>(() => CollectAsync(kube))).Reason);
    }

    [Fact]
    public async Task Watch_outlives_the_request_timeout()
    {
        using var go = new SemaphoreSlim(0);
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            await http.Response.WriteAsync(Added + "\n");
            await http.Response.Body.FlushAsync();
            await go.WaitAsync(Limit);
            await http.Response.WriteAsync(Modified + "\n");
        });
        using var kube = server.Client(new() { RequestTimeout = TimeSpan.FromMilliseconds(200) });

        var watching = CollectAsync(kube);
        var began = TimeProvider.System.GetTimestamp();
        await Fakes.Eventually.TrueAsync(() => TimeProvider.System.GetElapsedTime(began) > TimeSpan.FromMilliseconds(400));
        go.Release();

        Assert.Equal(["Added 11", "Modified 12"], (await watching).Select(Show));
    }

    [Fact]
    public async Task Leaving_a_watch_closes_its_request()
    {
        var closed = new TaskCompletionSource();
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            http.RequestAborted.Register(() => closed.TrySetResult());
            await http.Response.WriteAsync(Added + "\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
        });
        using var kube = server.Client();

        await foreach (var _ in kube.WatchAsync(Widget.Resource, ListOptions.All, "10", Limit))
        {
            break;
        }

        await closed.Task.WaitAsync(Limit);
    }

    private static string Show(WatchEvent<Widget> change) => $"{change.GetType().Name} {change.ResourceVersion}";

    private static async Task<List<WatchEvent<Widget>>> CollectAsync(Kubernetes kube, ListOptions? options = null, List<WatchEvent<Widget>>? into = null)
    {
        var seen = into ?? [];
        await foreach (var change in kube.WatchAsync(Widget.Resource, options ?? ListOptions.All, "10", Limit))
        {
            seen.Add(change);
        }

        return seen;
    }
}
