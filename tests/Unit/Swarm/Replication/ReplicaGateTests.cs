using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Engine;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Http;
using Mooring.Swarm.Logging;
using Mooring.Swarm.Replication;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Swarm.Replication;

public sealed class ReplicaGateTests : IAsyncLifetime, IDisposable
{
    private readonly FakeLeaderLock _lock = new(TimeProvider.System);
    private readonly ManualClock _clock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Election _election;
    private readonly ReplicaGate _gate;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;
    private Task _running = Task.CompletedTask;

    public ReplicaGateTests()
    {
        _election = new(_lock, "me:1", _clock, new(1), NullLogger<Election>.Instance);
        _gate = new(_election, (context, _) => _answer(context), address => new DockerClientConfiguration(new($"tcp://{address}")).CreateClient(), _clock);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _gate.Dispose();
        _election.Dispose();
        _stop.Dispose();
        _lock.Dispose();
    }

    [Theory]
    [InlineData("/_ping")]
    [InlineData("/info")]
    [InlineData("/debug")]
    public async Task Replica_answers_about_itself(string path)
    {
        var answered = false;
        _answer = _ => Task.FromResult(answered = true);

        await _gate.HandleAsync(Request("GET", path), RequestPath.Parse(path));

        Assert.True(answered);
    }

    [Fact]
    public async Task Client_hears_503_after_a_bounded_wait_when_nobody_leads()
    {
        var request = HandleAsync(Request("POST", "/containers/info/stop"));
        while (!request.IsCompleted)
        {
            await Eventually.TrueAsync(() => request.IsCompleted || _clock.Timers > 0);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var error = await Assert.ThrowsAsync<ApiException>(() => request);
        Assert.Equal(503, error.Status);
        Assert.NotNull(error.RetryAfter);
    }

    [Fact]
    public async Task Request_that_was_passed_on_is_never_passed_on_again()
    {
        await FollowAsync("127.0.0.1:1");
        var request = Request("GET", "/version");
        request.Request.Headers[PrimaryLink.ForwardedHeader] = "1";

        var error = await Assert.ThrowsAsync<ApiException>(() => HandleAsync(request));

        Assert.Equal(421, error.Status);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256 * 1024)]
    public async Task Request_with_its_body_goes_to_the_next_primary_when_the_first_is_none_any_more(int length)
    {
        await using var former = await ServeAsync(context =>
        {
            context.Response.StatusCode = 421;
            return Task.CompletedTask;
        });
        await using var next = await ServeAsync(async context => await context.Request.Body.CopyToAsync(context.Response.Body));
        await FollowAsync(AddressOf(former));
        var body = new string('x', length);
        var context = Request("POST", "/containers/create", body);

        var request = HandleAsync(context);
        await Eventually.TrueAsync(() => _clock.Timers > 0 || request.IsFaulted);
        _lock.Announce(AddressOf(next));
        await request;

        Assert.Equal(body, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
    }

    [Fact]
    public async Task Write_that_the_primary_may_have_seen_is_not_sent_again()
    {
        await using var primary = await ServeAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Abort();
        });
        await FollowAsync(AddressOf(primary));

        var error = await Assert.ThrowsAsync<ApiException>(() => HandleAsync(Request("POST", "/containers/create", body: "{}")));

        Assert.Equal(503, error.Status);
        Assert.StartsWith("Unable to reach primary cluster manager", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deposed_primary_ends_what_was_not_answered_yet()
    {
        await LeadAsync();
        _answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.Features.Get<Lease>()!.Lost);
        var request = HandleAsync(Request("POST", "/containers/create"));

        _lock.TakeAway();

        Assert.Equal(503, (await Assert.ThrowsAsync<ApiException>(() => request)).Status);
    }

    [Fact]
    public async Task Stop_waits_for_writes_but_not_for_ever()
    {
        await LeadAsync();
        var work = new TaskCompletionSource();
        _answer = _ => work.Task;
        var writing = HandleAsync(Request("POST", "/containers/create"));

        var drained = _gate.DrainAsync();
        Assert.False(drained.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.5));

        await drained;
        Assert.Equal(503, (await Assert.ThrowsAsync<ApiException>(() => HandleAsync(Request("GET", "/version")))).Status);
        work.SetResult();
        await writing;
    }

    private static string AddressOf(HttpServer server) => new Uri(server.Addresses.First()).Authority;

    private static async Task<HttpServer> ServeAsync(RequestDelegate handler)
    {
        var server = await HttpServer.CreateAsync(
            [ListenAddress.Parse("tcp://127.0.0.1:0")], null, handler, new LogrusProvider(TextWriter.Null, Microsoft.Extensions.Logging.LogLevel.None, TimeProvider.System), CancellationToken.None);
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    private static DefaultHttpContext Request(string method, string path, string? body = null)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Response.Body = new MemoryStream();
        if (body is not null)
        {
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            context.Request.ContentLength = body.Length;
            context.Request.Headers.ContentLength = body.Length;
        }

        return context;
    }

    private Task HandleAsync(HttpContext context) => _gate.HandleAsync(context, RequestPath.Parse(context.Request.Path));

    private async Task LeadAsync()
    {
        _running = _election.RunAsync(_stop.Token);
        await Eventually.TrueAsync(() => _election.CurrentLease is not null);
    }

    // Somebody else holds the lock.
    private async Task FollowAsync(string address)
    {
        await _lock.AcquireAsync(address, CancellationToken.None);
        _running = _election.RunAsync(_stop.Token);
        await Eventually.TrueAsync(() => _election.Leader.Address == address);
    }
}
