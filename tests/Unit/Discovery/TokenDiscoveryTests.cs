using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Mooring.Discovery;
using Mooring.Discovery.Tokens;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Discovery;

public sealed class TokenDiscoveryTests : IAsyncLifetime
{
    private readonly List<string> _requests = [];
    private readonly ManualClock _clock = new();
    private string _entries = """["a:1","b:2"]""";
    private int _status = 200;
    private WebApplication? _server;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
    }

    public async Task DisposeAsync() => await _server!.DisposeAsync();

    [Theory]
    [InlineData("TOKEN", "https://discovery.hub.docker.com/v1/", "TOKEN")]
    [InlineData("host/TOKEN", "https://host/", "TOKEN")]
    [InlineData("host:8080/base/v1/TOKEN", "https://host:8080/base/v1/", "TOKEN")]
    [InlineData("http://host/v1/TOKEN", "http://host/v1/", "TOKEN")]
    public void Endpoint_is_read_from_the_url(string text, string endpoint, string token)
    {
        Assert.True(TokenEndpoint.TryParse(text, out var read, out _));

        Assert.Equal((endpoint, token), (read.Endpoint.ToString(), read.Token));
    }

    [Fact]
    public async Task Entries_are_fetched()
    {
        await using var discovery = Open();

        Assert.Equal(["a:1", "b:2"], await discovery.FetchAsync(CancellationToken.None));
        Assert.Equal(["GET /v1/clusters/TOKEN "], _requests);
    }

    [Fact]
    public async Task Address_is_registered_with_its_time_to_live_and_taken_back()
    {
        await using var discovery = Open();

        await discovery.RegisterAsync("h:1", TimeSpan.FromSeconds(180), CancellationToken.None);
        await discovery.DeregisterAsync("h:1", CancellationToken.None);

        Assert.Equal(["POST /v1/clusters/TOKEN?ttl=180 h:1", "DELETE /v1/clusters/TOKEN/h:1 "], _requests);
    }

    [Fact]
    public async Task Other_statuses_are_reported()
    {
        _status = 503;
        await using var discovery = Open();

        var error = await Assert.ThrowsAsync<DiscoveryException>(() => discovery.FetchAsync(CancellationToken.None));

        Assert.Equal("Failed to fetch entries, Discovery service returned 503 HTTP status code", error.Message);
    }

    [Fact]
    public async Task Nonsense_is_reported()
    {
        _entries = "<html>";
        await using var discovery = Open();

        var error = await Assert.ThrowsAsync<DiscoveryException>(() => discovery.FetchAsync(CancellationToken.None));

        Assert.StartsWith("the store's answer is not understood", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_endpoint_is_reported()
    {
        await using var discovery = Open();
        await _server!.StopAsync();

        var error = await Assert.ThrowsAsync<DiscoveryException>(() => discovery.FetchAsync(CancellationToken.None));

        Assert.EndsWith("Connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_is_polled_every_heartbeat()
    {
        await using var discovery = Open();
        await using var watch = discovery.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());

        var next = watch.MoveNextAsync().AsTask();
        _entries = """["c:3"]""";
        await Eventually.TrueAsync(() => _clock.Timers == 1);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(["c:3"], watch.Current);
    }

    [Fact]
    public async Task Token_is_asked_for()
    {
        _entries = "0123456789abcdef";

        Assert.Equal("0123456789abcdef", await TokenDiscovery.CreateTokenAsync(new(Base), new(), _clock, CancellationToken.None));
        Assert.Equal(["POST /v1/clusters "], _requests);
    }

    private string Base => _server!.Urls.First() + "/v1/";

    private TokenDiscovery Open()
    {
        Assert.True(TokenEndpoint.TryParse($"{Base}TOKEN", out var endpoint, out _));
        return new(endpoint, new(), TimeSpan.FromMinutes(1), _clock);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        _requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {await body.ReadToEndAsync()}");
        context.Response.StatusCode = _status;
        await context.Response.WriteAsync(_entries);
    }
}
