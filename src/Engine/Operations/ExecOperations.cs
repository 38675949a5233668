using Mooring.Engine.Models;
using Mooring.Engine.Streams;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class ExecOperations(EngineTransport transport) : IExecOperations
{
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(string id, ContainerExecCreateParameters parameters, CancellationToken ct)
    {
        var call = new EngineCall("ExecCreateContainer", HttpMethod.Post, $"/containers/{Paths.Segment(id)}/exec", Subject.Container)
        {
            Content = JsonBody.Of(parameters, EngineJson.Default.ContainerExecCreateParameters),
        };
        return transport.SendAsync(call, EngineJson.Default.ContainerExecCreateResponse, ct);
    }

    public Task StartContainerExecAsync(string id, CancellationToken ct) => transport.SendAsync(
        new EngineCall("StartContainerExec", HttpMethod.Post, $"/exec/{Paths.Segment(id)}/start", Subject.Exec)
        {
            Content = JsonBody.Of(new() { Detach = true }, EngineJson.Default.ContainerExecStartParameters),
        }, ct);

    public async Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v{await transport.NegotiateAsync(ct)}/exec/{Paths.Segment(id)}/start")
        {
            Content = JsonBody.Of(new() { Tty = tty }, EngineJson.Default.ContainerExecStartParameters),
        };
        return new(await transport.HijackAsync(request, ct), !tty);
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken ct) => transport.SendAsync(
        new EngineCall("InspectContainerExec", HttpMethod.Get, $"/exec/{Paths.Segment(id)}/json", Subject.Exec),
        EngineJson.Default.ContainerExecInspectResponse, ct);

    public Task ResizeContainerExecTtyAsync(string id, int height, int width, CancellationToken ct)
    {
        var query = new QueryString($"/exec/{Paths.Segment(id)}/resize").Add("h", height).Add("w", width);
        return transport.SendAsync(new EngineCall("ResizeContainerExecTty", HttpMethod.Post, query.ToString(), Subject.Exec), ct);
    }
}
