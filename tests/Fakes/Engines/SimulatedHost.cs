using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Serves simulated engines over HTTP, each on an address of its own; any number of them in one server.</summary>
public sealed class SimulatedHost : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<SimulatedEngine, ConcurrentDictionary<ConnectionContext, bool>> _connections = new();

    private SimulatedHost(WebApplication server) => _server = server;

    /// <summary>Where each engine listens, in the order given.</summary>
    public IReadOnlyList<Uri> Endpoints { get; private set; } = [];

    /// <summary>Starts one engine on a free port.</summary>
    public static Task<SimulatedHost> StartAsync(SimulatedEngine engine, int port = 0) => StartAsync([(engine, new IPEndPoint(IPAddress.Loopback, port))]);

    /// <summary>Starts engines where they are told to be.</summary>
    public static async Task<SimulatedHost> StartAsync(IReadOnlyList<(SimulatedEngine Engine, IPEndPoint Address)> engines)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        SimulatedHost? host = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.AllowSynchronousIO = true;
            options.Limits.MaxRequestBodySize = null;
            foreach (var (engine, address) in engines)
            {
                options.Listen(address, listen => listen.Use(next => connection => host!.ServeAsync(engine, connection, next)));
            }
        });
        var server = builder.Build();
        host = new(server);
        server.Run(context => SimulatedApi.HandleAsync(context.Features.Get<SimulatedEngineFeature>()!.Engine, context));
        await server.StartAsync();
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        host.Endpoints = [.. addresses.Select(address => new Uri(address.Replace("http://", "tcp://", StringComparison.Ordinal)))];
        return host;
    }

    /// <summary>Closes all connections of an engine, as a crash of it does.</summary>
    public void Cut(SimulatedEngine engine)
    {
        foreach (var connection in _connections.GetValueOrDefault(engine)?.Keys ?? [])
        {
            connection.Abort();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var engine in _connections.Keys)
        {
            Cut(engine);
        }

        return _server.DisposeAsync();
    }

    private async Task ServeAsync(SimulatedEngine engine, ConnectionContext connection, ConnectionDelegate next)
    {
        if (engine.Fault == SimulatedFault.Drop)
        {
            connection.Abort();
            return;
        }

        var open = _connections.GetOrAdd(engine, _ => new());
        open[connection] = true;
        connection.Features.Set(new SimulatedEngineFeature(engine));
        try
        {
            await next(connection);
        }
        finally
        {
            open.TryRemove(connection, out _);
        }
    }

    private sealed record SimulatedEngineFeature(SimulatedEngine Engine);
}
