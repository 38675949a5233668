using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Mooring.Discovery;
using Mooring.Discovery.Consul;

namespace Mooring.Tests.Unit.Discovery;

/// <summary>What the client sends and how it takes answers that a healthy Consul seldom gives.</summary>
public sealed class ConsulClientTests : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private WebApplication? _server;
    private const string Index = "7";
    private int _status = 200;
    private string _body = "[]";

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Fact]
    public async Task Token_and_login_go_with_every_request()
    {
        using var client = Open(new() { Token = "acl", Username = "me", Password = "pw" });

        await client.ReadAsync("a b/c", prefix: true, 0, TimeSpan.Zero, CancellationToken.None);

        Assert.Equal(["GET /v1/kv/a%20b/c?consistent&recurse token=acl auth=Basic bWU6cHc="], _requests);
    }

    [Fact]
    public async Task Blocking_read_carries_index_and_wait()
    {
        using var client = Open(new());

        var read = await client.ReadAsync("key", prefix: false, 5, TimeSpan.FromSeconds(15), CancellationToken.None);

        Assert.Equal(7ul, read.Index);
        Assert.Equal(["GET /v1/kv/key?consistent&index=5&wait=15000ms token= auth="], _requests);
    }

    [Fact]
    public async Task Index_that_went_back_begins_anew()
    {
        using var client = Open(new());

        Assert.Equal(0ul, (await client.ReadAsync("key", prefix: false, 9, TimeSpan.FromSeconds(1), CancellationToken.None)).Index);
    }

    [Fact]
    public async Task Keys_are_locked_with_the_flag_of_the_lock_recipe()
    {
        _body = "true";
        using var client = Open(new());

        Assert.True(await client.AcquireAsync("key", "value", "session", CancellationToken.None));

        Assert.Equal(["PUT /v1/kv/key?flags=3304740253564472344&acquire=session token= auth="], _requests);
    }

    [Fact]
    public async Task Refusal_carries_Consuls_words()
    {
        (_status, _body) = (500, "Invalid Session TTL '1000000000', must be between [10s=24h0m0s]");
        using var client = Open(new());

        var error = await Assert.ThrowsAsync<DiscoveryException>(
            () => client.CreateSessionAsync(TimeSpan.FromSeconds(1), ConsulSessionBehavior.Delete, CancellationToken.None));

        Assert.EndsWith("Consul answers 500: Invalid Session TTL '1000000000', must be between [10s=24h0m0s]", error.Message, StringComparison.Ordinal);
    }

    private ConsulClient Open(DiscoveryOptions options) => new(new Uri(_server!.Urls.First()).Authority, options, TimeProvider.System);

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        _requests.Add(
            $"{request.Method} {request.Path.ToUriComponent()}{request.QueryString} token={request.Headers["X-Consul-Token"]} auth={request.Headers.Authorization}");
        context.Response.StatusCode = _status;
        context.Response.Headers["X-Consul-Index"] = Index;
        return context.Response.WriteAsync(_body);
    }
}
