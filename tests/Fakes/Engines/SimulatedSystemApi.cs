using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Ping, version, info, events.</summary>
internal static class SimulatedSystemApi
{
    public static Task PingAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers["Api-Version"] = engine.Options.ApiVersion;
        context.Response.Headers["OSType"] = "linux";
        return context.Response.WriteAsync("OK", ct);
    }

    public static Task VersionAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct) => context.WriteJsonAsync(200, json =>
    {
        json.WriteString("Version", engine.Options.Version);
        json.WriteString("ApiVersion", engine.Options.ApiVersion);
        json.WriteString("MinAPIVersion", engine.Options.MinApiVersion);
        json.WriteString("Os", "linux");
        json.WriteString("Arch", "amd64");
        json.WriteString("KernelVersion", "6.1.0-simulated");
    }, ct);

    public static Task InfoAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        var containers = engine.Containers;
        return context.WriteJsonAsync(200, json =>
        {
            json.WriteString("ID", engine.ID);
            json.WriteString("Name", engine.Options.Name);
            json.WriteNumber("Containers", containers.Count);
            json.WriteNumber("ContainersRunning", containers.Count(container => container.Status == "running"));
            json.WriteNumber("ContainersPaused", containers.Count(container => container.Status == "paused"));
            json.WriteNumber("ContainersStopped", containers.Count(container => !container.IsUp));
            json.WriteNumber("Images", engine.Images.Count);
            json.WriteString("Driver", "overlay2");
            json.WriteString("KernelVersion", "6.1.0-simulated");
            json.WriteString("OperatingSystem", "Simulated Linux");
            json.WriteString("OSType", "linux");
            json.WriteString("Architecture", "x86_64");
            json.WriteNumber("NCPU", engine.Options.Cpus);
            json.WriteNumber("MemTotal", engine.Options.Memory);
            json.WriteString("ServerVersion", engine.Options.Version);
            json.WriteString("CgroupVersion", "2");
            json.List("Labels", engine.Options.Labels);
            json.List("SecurityOptions", ["name=seccomp,profile=builtin"]);
            json.Time("SystemTime", engine.Now);
            json.WriteStartObject("Swarm");
            json.WriteString("LocalNodeState", "inactive");
            json.WriteEndObject();
        }, ct);
    }

    public static async Task EventsAsync(SimulatedEngine engine, HttpContext context, CancellationToken ct)
    {
        context.Response.ContentType = "application/json";
        var types = context.Filter("type").Select(type => Encoding.UTF8.GetBytes($"\"Type\":\"{type}\"")).ToList();
        await using var events = engine.Events.ListenAsync(SimulatedApi.Nano(context.Query("since")), ct).GetAsyncEnumerator(ct);
        // Asking for the first event is what subscribes; only then may the client believe that it listens.
        var next = events.MoveNextAsync();
        await context.Response.Body.FlushAsync(ct);
        while (await next)
        {
            if (types.Count == 0 || types.Exists(type => events.Current.AsSpan().IndexOf(type) >= 0))
            {
                await context.Response.Body.WriteAsync(events.Current, ct);
                await context.Response.Body.FlushAsync(ct);
            }

            next = events.MoveNextAsync();
        }
    }
}
