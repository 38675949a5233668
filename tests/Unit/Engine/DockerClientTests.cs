using Mooring.Engine;
using Mooring.Engine.Models;

namespace Mooring.Tests.Unit.Engine;

/// <summary>What goes over the wire, and what becomes of the answers.</summary>
public sealed class DockerClientTests
{
    [Theory]
    [InlineData("1.41", "1.12", "1.41")]
    [InlineData("1.51", "1.24", "1.51")]
    [InlineData("1.52", "1.44", "1.52")]
    [InlineData("1.60", "1.50", "1.52")]
    public void Highest_common_version_is_chosen(string highest, string lowest, string chosen) =>
        Assert.Equal(chosen, ApiVersion.Negotiate(Version(lowest), Version(highest)).ToString());

    [Theory]
    [InlineData("1.40", "1.12", true)]
    [InlineData("1.70", "1.53", false)]
    public void Engine_without_a_common_version_is_refused(string highest, string lowest, bool tooOld) =>
        Assert.Equal(tooOld, Assert.Throws<DockerApiVersionException>(() => ApiVersion.Negotiate(Version(lowest), Version(highest))).EngineIsTooOld);

    [Fact]
    public async Task Requests_carry_the_negotiated_version()
    {
        var asked = new List<string>();
        await using var server = Engine("1.43", head =>
        {
            asked.Add(head.Split(' ')[1]);
            return ScriptedServer.Json("[]");
        });
        using var client = Client(server);

        await client.Containers.ListContainersAsync(new() { All = true, Filters = Filters.Of(("label", "a=b")) }, default);

        Assert.Equal("/v1.43/containers/json?all=1&filters=" + Uri.EscapeDataString("""{"label":{"a=b":true}}"""), Assert.Single(asked));
    }

    [Fact]
    public async Task Version_is_asked_again_after_a_lost_connection()
    {
        var highest = "1.41";
        var asked = "";
        await using var server = new ScriptedServer(async stream =>
        {
            while (await ScriptedServer.ReadHeadAsync(stream) is { } head && !head.Contains("/drop", StringComparison.Ordinal))
            {
                asked = head.Split(' ')[1];
                await ScriptedServer.WriteAsync(stream, ScriptedServer.Json(asked == "/version" ? $$"""{"ApiVersion":"{{highest}}"}""" : "{}"));
            }
        });
        using var client = Client(server);
        await client.Containers.InspectContainerAsync("a", default);
        await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.InspectContainerAsync("drop", default));
        highest = "1.51";

        await client.Containers.InspectContainerAsync("a", default);

        Assert.Equal("/v1.51/containers/a/json", asked);
    }

    [Theory]
    [InlineData("404 Not Found", typeof(DockerContainerNotFoundException))]
    [InlineData("409 Conflict", typeof(DockerConflictException))]
    [InlineData("500 Internal Server Error", typeof(DockerApiException))]
    public async Task Error_status_becomes_a_type_with_the_engines_message(string status, Type type)
    {
        await using var server = Engine("1.41", _ => ScriptedServer.Json("""{"message":"the engine's words"}""", status));
        using var client = Client(server);

        var thrown = await Assert.ThrowsAnyAsync<DockerApiException>(() => client.Containers.InspectContainerAsync("a", default));
        Assert.Equal((type, "the engine's words", int.Parse(status[..3], null)), (thrown.GetType(), thrown.Message, (int)thrown.StatusCode));
    }

    [Fact]
    public async Task Missing_image_is_told_from_missing_container()
    {
        await using var server = Engine("1.41", _ => ScriptedServer.Json("""{"message":"No such image: x"}""", "404 Not Found"));
        using var client = Client(server);

        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => client.Containers.CreateContainerAsync(new() { Image = "x" }, default));
    }

    [Fact]
    public async Task Start_of_a_running_container_is_no_error()
    {
        await using var server = Engine("1.41", _ => "HTTP/1.1 304 Not Modified\r\n\r\n");
        using var client = Client(server);

        Assert.False(await client.Containers.StartContainerAsync("a", default));
    }

    [Fact]
    public async Task Post_is_not_sent_twice_when_the_connection_ends_before_the_reply()
    {
        var starts = 0;
        await using var server = new ScriptedServer(async stream =>
        {
            while (await ScriptedServer.ReadHeadAsync(stream) is { } head && !head.StartsWith("POST", StringComparison.Ordinal))
            {
                await ScriptedServer.WriteAsync(stream, ScriptedServer.Json("""{"ApiVersion":"1.41"}"""));
            }

            starts++;
        });
        using var client = Client(server);

        await Assert.ThrowsAsync<DockerConnectionException>(() => client.Containers.StartContainerAsync("a", default));

        Assert.Equal(1, starts);
    }

    [Fact]
    public async Task Engine_that_accepts_and_never_answers_is_given_up_in_time()
    {
        await using var server = new ScriptedServer(stream => stream.ReadAtLeastAsync(new byte[10_000], 10_000, throwOnEndOfStream: false).AsTask());
        using var client = new DockerClientConfiguration(server.Endpoint) { DefaultTimeout = TimeSpan.FromMilliseconds(200) }.CreateClient();

        var thrown = await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.PingAsync(default));
        Assert.Equal(ConnectionFault.ResponseTimeout, thrown.Fault);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_passes_through()
    {
        await using var server = new ScriptedServer(stream => stream.ReadAtLeastAsync(new byte[10_000], 10_000, throwOnEndOfStream: false).AsTask());
        using var client = Client(server);
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.System.PingAsync(cancelled.Token));
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:1", ConnectionFault.Refused)]
    [InlineData("unix:///nowhere/docker.sock", ConnectionFault.SocketUnavailable)]
    [InlineData("tcp://nobody.invalid:2375", ConnectionFault.NameNotResolved)]
    public async Task Unreachable_endpoint_is_told_by_cause(string endpoint, ConnectionFault fault)
    {
        using var client = new DockerClientConfiguration(new(endpoint)).CreateClient();

        Assert.Equal(fault, (await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.PingAsync(default))).Fault);
    }

    [Fact]
    public async Task Server_that_is_no_engine_is_a_protocol_fault()
    {
        await using var server = ScriptedServer.Answering(_ => ScriptedServer.Json("<html>"));
        using var client = Client(server);

        Assert.Equal(ConnectionFault.Protocol, (await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.GetVersionAsync(default))).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task Name_cannot_turn_into_another_path(string name)
    {
        using var client = new DockerClientConfiguration(new("tcp://127.0.0.1:1")).CreateClient();

        await Assert.ThrowsAsync<ArgumentException>(() => client.Containers.InspectContainerAsync(name, default));
    }

    [Fact]
    public async Task Pull_reports_progress_and_fails_by_the_error_in_the_stream()
    {
        var head = "";
        await using var server = Engine("1.41", asked =>
        {
            head = asked;
            return Chunked("""{"status":"Pulling"}""" + "\r\n" + """{"id":"x","progress""", """Detail":{"current":1,"total":2}}{"error":"no space","errorDetail":{"message":"no space left"}}""");
        });
        using var client = Client(server);
        var lines = new List<JSONMessage>();

        var thrown = await Assert.ThrowsAsync<DockerImagePullException>(() => client.Images.CreateImageAsync(
            new() { FromImage = "r.example:5000/app" }, new() { Username = "u", Password = "??>>p" }, new Each<JSONMessage>(lines.Add), default));

        Assert.Equal("no space left", thrown.Message);
        Assert.Equal([("Pulling", 0L), (null, 2L), (null, 0L)], lines.Select(line => (line.Status, line.Progress?.Total ?? 0)));
        Assert.Contains("POST /v1.41/images/create?fromImage=r.example%3A5000%2Fapp&tag=latest ", head, StringComparison.Ordinal);
        Assert.Contains("X-Registry-Auth: eyJ1c2VybmFtZSI6InUiLCJwYXNzd29yZCI6Ij8_XHUwMDNFXHUwMDNFcCJ9", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zero_times_and_nulls_of_the_engine_are_read_as_absent()
    {
        await using var server = Engine("1.41", _ => ScriptedServer.Json("""
            {"Id":"a","Created":"2024-05-06T07:08:09.123456789Z","Args":null,"Config":{"Labels":null,"Healthcheck":{"Interval":1500000000}},
             "State":{"StartedAt":"0001-01-01T00:00:00Z","FinishedAt":"","Health":null},"HostConfig":{"PortBindings":{"80/tcp":null}},"Unknown":{}}
            """));
        using var client = Client(server);

        var container = await client.Containers.InspectContainerAsync("a", default);

        Assert.Equal((null, null, 0), (container.State.StartedAt, container.State.FinishedAt, container.Args.Count));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero).AddTicks(1234567), container.Created);
        Assert.Equal(TimeSpan.FromSeconds(1.5), container.Config.Healthcheck!.Interval);
    }

    [Fact]
    public async Task Passed_on_request_keeps_path_headers_and_status()
    {
        var head = "";
        await using var server = ScriptedServer.Answering(asked =>
        {
            head = asked;
            return ScriptedServer.Json("no", "418 I'm a teapot");
        });
        using var client = Client(server);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.30/containers/a/top?ps_args=-ef") { Headers = { { "X-Mine", "1" } } };

        using var response = await client.SendAsync(request, default);

        Assert.Equal((418, "no"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.StartsWith("GET /v1.30/containers/a/top?ps_args=-ef HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Contains("X-Mine: 1", head, StringComparison.Ordinal);
    }

    private static ApiVersion Version(string text) => ApiVersion.TryParse(text, out var version) ? version : throw new FormatException(text);

    private static IDockerClient Client(ScriptedServer server) => new DockerClientConfiguration(server.Endpoint).CreateClient();

    private static ScriptedServer Engine(string version, Func<string, string> reply) => ScriptedServer.Answering(head =>
        head.StartsWith("GET /version", StringComparison.Ordinal) ? ScriptedServer.Json($$"""{"ApiVersion":"{{version}}","MinAPIVersion":"1.12"}""") : reply(head));

    private static string Chunked(params string[] chunks) =>
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(chunks.Select(chunk => $"{chunk.Length:x}\r\n{chunk}\r\n")) + "0\r\n\r\n";
}
