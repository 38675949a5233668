using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Mooring.Tests.Integration.Operator;

/// <summary>
/// A plain HTTP proxy in front of an engine or the API server that can stop the world at one of the changes asked of it: before the server
/// hears of it, or when the server has carried it out and the answer is not told yet.
/// </summary>
internal sealed class CrashProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Authorization"];
    private readonly WebApplication _app;
    private readonly HttpClient _server;
    private readonly Func<HttpRequest, bool> _isChange;
    private readonly Lock _gate = new();
    private readonly List<string> _changes = [];
    private Crash? _armed;

    private CrashProxy(WebApplication app, HttpClient server, Func<HttpRequest, bool> isChange) => (_app, _server, _isChange) = (app, server, isChange);

    /// <summary>Where it listens: <c>127.0.0.1:port</c>.</summary>
    public string Address => new Uri(_app.Urls.Single()).Authority;

    /// <summary>The changes that were asked for since it was armed, e.g. <c>POST /v1.41/containers/create</c>.</summary>
    public IReadOnlyList<string> Changes
    {
        get
        {
            lock (_gate)
            {
                return [.. _changes];
            }
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="server">Reaches the server; belongs to the proxy from now on.</param>
    /// <param name="isChange">Tells the requests that are counted.</param>
    public static async Task<CrashProxy> StartAsync(HttpClient server, Func<HttpRequest, bool> isChange)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var proxy = new CrashProxy(app, server, isChange);
        app.Run(proxy.ForwardAsync);
        await app.StartAsync();
        return proxy;
    }

    /// <summary>Counts anew and crashes at a change.</summary>
    /// <param name="number">Which one, from 1.</param>
    /// <param name="answered">Whether the server carries it out first.</param>
    /// <param name="crash">What to do then; the answer is never told.</param>
    /// <returns>Completes when the crash is done.</returns>
    public Task ArmAsync(int number, bool answered, Func<Task> crash)
    {
        lock (_gate)
        {
            _changes.Clear();
            _armed = new(number, answered, crash, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _armed.Done.Task;
        }
    }

    /// <summary>Lets everything pass.</summary>
    public void Disarm()
    {
        lock (_gate)
        {
            _armed = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        // Event streams never end by themselves.
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _server.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var crash = CrashAt(context.Request);
        try
        {
            if (crash is { Answered: false })
            {
                await CrashAsync(crash, context);
                return;
            }

            using var message = await CopyAsync(context.Request);
            // What is to be carried out before a crash may not be cut off by it.
            using var answer = await _server.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, crash is null ? context.RequestAborted : CancellationToken.None);
            if (crash is not null)
            {
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                await CrashAsync(crash, context);
                return;
            }

            await RelayAsync(answer, context);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or SocketException)
        {
            // Either side is gone; the other one is to see the same.
            context.Abort();
        }
    }

    private Crash? CrashAt(HttpRequest request)
    {
        lock (_gate)
        {
            if (!_isChange(request))
            {
                return null;
            }

            _changes.Add(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Path}"));
            if (_armed is not { } armed || armed.Number != _changes.Count)
            {
                return null;
            }

            _armed = null;
            return armed;
        }
    }

    private static async Task CrashAsync(Crash crash, HttpContext context)
    {
        await crash.Act();
        context.Abort();
        crash.Done.SetResult();
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpRequest request)
    {
        var message = new HttpRequestMessage(new(request.Method), request.Path.ToUriComponent() + request.QueryString);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (body.Length > 0)
        {
            message.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in request.Headers)
        {
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase) && !message.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return message;
    }

    private static async Task RelayAsync(HttpResponseMessage answer, HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!HopByHop.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        // A stream of events tells nothing for long, and the other side waits for its beginning.
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        var buffer = new byte[64 << 10];
        while (await body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private sealed record Crash(int Number, bool Answered, Func<Task> Act, TaskCompletionSource Done);
}
