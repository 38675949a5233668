using System.Net;
using Mooring.Engine.Models;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class ContainerOperations(EngineTransport transport) : IContainerOperations
{
    // What engines wait before the kill if neither the call nor the container says otherwise.
    private static readonly TimeSpan DefaultStopTime = TimeSpan.FromSeconds(10);

    public Task<IReadOnlyList<ContainerListResponse>> ListContainersAsync(ContainersListParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("/containers/json")
            .Add("all", parameters.All).Add("limit", parameters.Limit).Add("size", parameters.Size).Add("filters", parameters.Filters);
        return transport.SendAsync(
            new EngineCall("ListContainers", HttpMethod.Get, query.ToString()), EngineJson.Default.IReadOnlyListContainerListResponse, ct);
    }

    public Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("/containers/create").Add("name", parameters.Name).Add("platform", parameters.Platform);
        var call = new EngineCall("CreateContainer", HttpMethod.Post, query.ToString(), Subject.Image)
        {
            Content = JsonBody.Of(parameters, EngineJson.Default.CreateContainerParameters),
        };
        return transport.SendAsync(call, EngineJson.Default.CreateContainerResponse, ct);
    }

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken ct) =>
        transport.SendAsync(On(id, "InspectContainer", HttpMethod.Get, "/json"), EngineJson.Default.ContainerInspectResponse, ct);

    public async Task<bool> StartContainerAsync(string id, CancellationToken ct) =>
        await transport.SendAsync(On(id, "StartContainer", HttpMethod.Post, "/start"), ct) != HttpStatusCode.NotModified;

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken ct) =>
        await transport.SendAsync(Ending(id, "StopContainer", "/stop", parameters), ct) != HttpStatusCode.NotModified;

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("").Add("v", parameters.RemoveVolumes).Add("link", parameters.RemoveLinks).Add("force", parameters.Force);
        return transport.SendAsync(On(id, "RemoveContainer", HttpMethod.Delete, query.ToString()), ct);
    }

    private static EngineCall On(string id, string operation, HttpMethod method, string rest) =>
        new(operation, method, $"/containers/{Uri.EscapeDataString(id)}{rest}", Subject.Container);

    private static EngineCall Ending(string id, string operation, string path, ContainerStopParameters parameters)
    {
        var query = new QueryString(path).Add("t", parameters.WaitBeforeKillSeconds).Add("signal", parameters.Signal);
        return On(id, operation, HttpMethod.Post, query.ToString()) with
        {
            ExtraTime = parameters.WaitBeforeKillSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : DefaultStopTime,
        };
    }
}
