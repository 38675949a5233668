using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Models;

namespace Mooring.Tests.Unit.Kube.Transport;

public sealed class RequestTests
{
    private const string Secret = """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a","namespace":"n","resourceVersion":"7","creationTimestamp":null},"data":{"k":"dmFsdWU="}}""";

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    private static ObjectKey Key => new("n", "a");

    [Fact]
    public async Task Reading_asks_for_the_right_path_and_decodes()
    {
        var asked = "";
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            asked = $"{http.Request.Method} {http.Request.Path}";
            return http.Response.WriteAsync(Secret);
        });
        using var kube = server.Client();

        var secret = await kube.ReadAsync(KubeResources.Secrets, Key, Limit);

        Assert.Equal("GET /api/v1/namespaces/n/secrets/a", asked);
        Assert.Equal("value"u8.ToArray(), secret.Data["k"]);
        Assert.DoesNotContain("value", secret.ToString(), StringComparison.Ordinal);
        Assert.Null(secret.Metadata.CreationTimestamp);
    }

    [Theory]
    [InlineData(PatchType.Merge, "application/merge-patch+json", "?fieldManager=mooring")]
    [InlineData(PatchType.Json, "application/json-patch+json", "?fieldManager=mooring")]
    [InlineData(PatchType.Apply, "application/apply-patch+yaml", "?fieldManager=me&force=true")]
    public async Task Patch_names_its_type_and_manager(PatchType type, string contentType, string query)
    {
        var seen = "";
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            seen = $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Request.ContentType}";
            return http.Response.WriteAsync(Secret);
        });
        using var kube = server.Client();
        var patch = type is PatchType.Apply ? V1Patch.Apply([], "me") : new V1Patch(type, new System.Text.Json.Nodes.JsonObject());

        await kube.PatchAsync(KubeResources.Secrets, Key, patch, "status", Limit);

        Assert.Equal($"PATCH /api/v1/namespaces/n/secrets/a/status{query} {contentType}", seen);
    }

    [Fact]
    public async Task Error_carries_reason_message_and_details()
    {
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            http.Response.StatusCode = 422;
            return http.Response.WriteAsync("""
                {"kind":"Status","status":"Failure","message":"Secret \"a\" is invalid","reason":"Invalid","code":422,
                 "details":{"name":"a","causes":[{"reason":"FieldValueInvalid","message":"too long","field":"data"}]}}
                """);
        });
        using var kube = server.Client();

        var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));

        Assert.Equal((StatusReason.Invalid, HttpStatusCode.UnprocessableEntity, "data"), (error.Reason, error.Status, error.Details!.Causes![0].Field));
        Assert.Contains("GET api/v1/namespaces/n/secrets/a: 422 Secret \"a\" is invalid", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, StatusReason.NotFound)]
    [InlineData(403, StatusReason.Forbidden)]
    [InlineData(410, StatusReason.Gone)]
    [InlineData(502, StatusReason.ServiceUnavailable)]
    [InlineData(418, StatusReason.Unknown)]
    public async Task Error_that_is_no_status_is_typed_by_its_code(int code, StatusReason reason)
    {
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            http.Response.StatusCode = code;
            return http.Response.WriteAsync("<html>proxy says no</html>");
        });
        using var kube = server.Client();

        var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));

        Assert.Equal(reason, error.Reason);
    }

    [Fact]
    public async Task Hanging_server_is_a_timeout_and_cancelling_is_not()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted));
        using var kube = server.Client(new() { RequestTimeout = TimeSpan.FromMilliseconds(100) });
        using var patient = server.Client();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => patient.ReadAsync(KubeResources.Secrets, Key, stop.Token));

        Assert.Equal(StatusReason.Timeout, error.Reason);
    }

    [Fact]
    public async Task Answer_that_stops_half_way_is_a_timeout_or_unreachable()
    {
        await using var server = await ScriptedApiServer.StartAsync(async http =>
        {
            await http.Response.WriteAsync(Secret[..40]);
            await http.Response.Body.FlushAsync();
            if (http.Request.Path.Value!.EndsWith("/a", StringComparison.Ordinal))
            {
                http.Abort();
            }
            else
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
            }
        });
        using var kube = server.Client(new() { RequestTimeout = TimeSpan.FromMilliseconds(300) });

        var cut = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));
        var stuck = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, new("n", "b"), Limit));

        Assert.Equal((StatusReason.Unreachable, StatusReason.Timeout), (cut.Reason, stuck.Reason));
    }

    [Fact]
    public async Task Refused_connection_is_unreachable_and_says_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var kube = new Kubernetes(new(new Uri($"http://127.0.0.1:{port}")), new(), TimeProvider.System);

        var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));

        Assert.Equal(StatusReason.Unreachable, error.Reason);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Busy_server_is_asked_again_after_the_time_it_wants_even_for_writes()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            http.Response.StatusCode = ++calls < 3 ? 429 : 200;
            http.Response.Headers.RetryAfter = "0";
            return http.Response.WriteAsync(Secret);
        });
        using var kube = server.Client();

        await kube.CreateAsync(KubeResources.Secrets, new V1Secret(new("a", "n")), Limit);

        Assert.Equal(3, calls);
    }

    [Theory]
    [InlineData(503, "0", "POST", 1)]
    [InlineData(503, "0", "GET", 4)]
    [InlineData(503, null, "GET", 1)]
    [InlineData(429, "60", "GET", 1)]
    public async Task Request_is_repeated_only_where_it_is_safe_and_soon(int code, string? retryAfter, string verb, int expected)
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            calls++;
            http.Response.StatusCode = code;
            http.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        using var kube = server.Client();

        var error = await Assert.ThrowsAsync<KubernetesException>(() => verb == "GET"
            ? kube.ReadAsync(KubeResources.Secrets, Key, Limit)
            : kube.CreateAsync(KubeResources.Secrets, new V1Secret(new("a", "n")), Limit));

        Assert.Equal(expected, calls);
        Assert.Equal(retryAfter, error.RetryAfter?.TotalSeconds.ToString("0", null));
    }

    [Fact]
    public async Task Refused_token_is_read_again_from_its_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "old\n");
            await using var server = await ScriptedApiServer.StartAsync(async http =>
            {
                var isNew = http.Request.Headers.Authorization == "Bearer new";
                http.Response.StatusCode = isNew ? 200 : 401;
                await File.WriteAllTextAsync(file, "new\n");
                await http.Response.WriteAsync(isNew ? Secret : "");
            });
            using var kube = server.Client(config: new(new Uri("http://unused"), Credentials: new KubeCredentials.TokenFile(file)));

            Assert.Equal("a", (await kube.ReadAsync(KubeResources.Secrets, Key, Limit)).Metadata.Name);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Refused_fixed_token_is_not_sent_twice()
    {
        var calls = 0;
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            calls++;
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        });
        using var kube = server.Client(config: new(new Uri("http://unused"), Credentials: new KubeCredentials.Token("secret-token")));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));

        Assert.Equal((1, StatusReason.Unauthorized), (calls, error.Reason));
        Assert.DoesNotContain("secret-token", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_is_not_followed_with_the_token()
    {
        var elsewhere = 0;
        await using var thief = await ScriptedApiServer.StartAsync(http =>
        {
            elsewhere++;
            return http.Response.WriteAsync(Secret);
        });
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            http.Response.Redirect(thief.Address.AbsoluteUri);
            return Task.CompletedTask;
        });
        using var kube = server.Client(config: new(new Uri("http://unused"), Credentials: new KubeCredentials.Token("t")));

        await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, Key, Limit));

        Assert.Equal(0, elsewhere);
    }

    [Fact]
    public async Task Paced_requests_go_in_order_and_leases_pass_them()
    {
        var order = new List<string>();
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            lock (order)
            {
                order.Add(http.Request.Path.Value!.Split('/')[^1]);
            }

            return http.Response.WriteAsync(http.Request.Path.Value!.Contains("leases", StringComparison.Ordinal) ? """{"metadata":{"name":"lease"}}""" : Secret);
        });
        using var kube = server.Client(new() { RequestsPerSecond = 20, Burst = 1 });

        var reads = Enumerable.Range(0, 4).Select(i => kube.ReadAsync(KubeResources.Secrets, new("n", $"s{i}"), Limit)).ToList();
        await kube.ReadAsync(KubeResources.Leases, new("n", "lease"), Limit);
        await Task.WhenAll(reads);

        Assert.Equal(["s0", "s1", "s2", "s3"], order.Where(name => name != "lease"));
        Assert.True(order.IndexOf("lease") <= 1, string.Join(' ', order));
    }
}
