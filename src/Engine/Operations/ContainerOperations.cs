using System.Net;
using System.Text.Json;
using Mooring.Engine.Models;
using Mooring.Engine.Streams;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class ContainerOperations(EngineTransport transport) : IContainerOperations
{
    private const string StatHeader = "X-Docker-Container-Path-Stat";

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
        transport.SendAsync(Get(id, "InspectContainer", "/json"), EngineJson.Default.ContainerInspectResponse, ct);

    public async Task<bool> StartContainerAsync(string id, CancellationToken ct) =>
        await transport.SendAsync(Post(id, "StartContainer", "/start"), ct) != HttpStatusCode.NotModified;

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken ct) =>
        await transport.SendAsync(Ending(id, "StopContainer", "/stop", parameters), ct) != HttpStatusCode.NotModified;

    public Task RestartContainerAsync(string id, ContainerStopParameters parameters, CancellationToken ct) =>
        transport.SendAsync(Ending(id, "RestartContainer", "/restart", parameters), ct);

    public Task KillContainerAsync(string id, string? signal, CancellationToken ct) =>
        transport.SendAsync(Post(id, "KillContainer", new QueryString("/kill").Add("signal", signal).ToString()), ct);

    public Task PauseContainerAsync(string id, CancellationToken ct) => transport.SendAsync(Post(id, "PauseContainer", "/pause"), ct);

    public Task UnpauseContainerAsync(string id, CancellationToken ct) => transport.SendAsync(Post(id, "UnpauseContainer", "/unpause"), ct);

    public Task RenameContainerAsync(string id, string newName, CancellationToken ct) =>
        transport.SendAsync(Post(id, "RenameContainer", new QueryString("/rename").Add("name", newName).ToString()), ct);

    public Task<ContainerUpdateResponse> UpdateContainerAsync(string id, ContainerUpdateParameters parameters, CancellationToken ct)
    {
        var call = Post(id, "UpdateContainer", "/update") with { Content = JsonBody.Of(parameters, EngineJson.Default.ContainerUpdateParameters) };
        return transport.SendAsync(call, EngineJson.Default.ContainerUpdateResponse, ct);
    }

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("").Add("v", parameters.RemoveVolumes).Add("link", parameters.RemoveLinks).Add("force", parameters.Force);
        return transport.SendAsync(On(id, "RemoveContainer", HttpMethod.Delete, query.ToString()), ct);
    }

    public async Task<ContainerWaitResponse> WaitContainerAsync(string id, string? condition, CancellationToken ct)
    {
        var call = Post(id, "WaitContainer", new QueryString("/wait").Add("condition", condition).ToString());
        await using var body = await transport.OpenBodyAsync(call, Timeout.InfiniteTimeSpan, ct);
        await foreach (var result in JsonLines.ReadAsync(body, EngineJson.Default.ContainerWaitResponse, ct))
        {
            return result;
        }

        throw new DockerConnectionException(ConnectionFault.Closed, $"{transport.Connector.Endpoint} ended the wait without a result.");
    }

    public async Task<MultiplexedStream> GetContainerLogsAsync(string id, bool tty, ContainerLogsParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("/logs")
            .Add("stdout", parameters.ShowStdout).Add("stderr", parameters.ShowStderr).Add("since", parameters.Since).Add("until", parameters.Until)
            .Add("timestamps", parameters.Timestamps).Add("follow", parameters.Follow).Add("tail", parameters.Tail);
        var silence = parameters.Follow ? Timeout.InfiniteTimeSpan : transport.Configuration.ProgressIdleTimeout;
        return new(await transport.OpenBodyAsync(Get(id, "GetContainerLogs", query.ToString()), silence, ct), !tty);
    }

    public async Task<MultiplexedStream> AttachContainerAsync(string id, bool tty, ContainerAttachParameters parameters, CancellationToken ct)
    {
        var query = new QueryString($"/v{await transport.NegotiateAsync(ct)}/containers/{Paths.Segment(id)}/attach")
            .Add("stream", parameters.Stream).Add("stdin", parameters.Stdin).Add("stdout", parameters.Stdout).Add("stderr", parameters.Stderr)
            .Add("logs", parameters.Logs).Add("detachKeys", parameters.DetachKeys);
        using var request = new HttpRequestMessage(HttpMethod.Post, query.ToString());
        return new(await transport.HijackAsync(request, ct), !tty);
    }

    public Task ResizeContainerTtyAsync(string id, int height, int width, CancellationToken ct) =>
        transport.SendAsync(Post(id, "ResizeContainerTty", new QueryString("/resize").Add("h", height).Add("w", width).ToString()), ct);

    public Task<ContainerProcessesResponse> ListProcessesAsync(string id, string? psArguments, CancellationToken ct) => transport.SendAsync(
        Get(id, "ListProcesses", new QueryString("/top").Add("ps_args", psArguments).ToString()), EngineJson.Default.ContainerProcessesResponse, ct);

    public Task<IReadOnlyList<ContainerFileSystemChangeResponse>> InspectChangesAsync(string id, CancellationToken ct) =>
        transport.SendAsync(Get(id, "InspectChanges", "/changes"), EngineJson.Default.IReadOnlyListContainerFileSystemChangeResponse, ct);

    public async Task<ContainerArchive> GetArchiveFromContainerAsync(string id, ContainerPathStatParameters parameters, CancellationToken ct)
    {
        var response = await transport.OpenAsync(Get(id, "GetArchiveFromContainer", new QueryString("/archive").Add("path", parameters.Path).ToString()), ct);
        var stat = response.Headers.TryGetValues(StatHeader, out var values) ? values.First() : "e30=";
        var body = new EngineBodyStream(await response.Content.ReadAsStreamAsync(ct), transport.Configuration.ProgressIdleTimeout, transport);
        return new(JsonSerializer.Deserialize(Convert.FromBase64String(stat), EngineJson.Default.ContainerPathStatResponse)!, body);
    }

    public Task ExtractArchiveToContainerAsync(string id, ContainerPathStatParameters parameters, Stream tar, CancellationToken ct)
    {
        var query = new QueryString("/archive").Add("path", parameters.Path).Add("noOverwriteDirNonDir", !parameters.AllowOverwriteDirWithFile);
        var call = On(id, "ExtractArchiveToContainer", HttpMethod.Put, query.ToString()) with
        {
            Content = new StreamContent(tar) { Headers = { ContentType = new("application/x-tar") } },
            ExtraTime = transport.Configuration.ProgressIdleTimeout,
        };
        return transport.SendAsync(call, ct);
    }

    public Task<PruneResponse> PruneContainersAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct) => transport.SendAsync(
        new EngineCall("PruneContainers", HttpMethod.Post, new QueryString("/containers/prune").Add("filters", filters).ToString()),
        EngineJson.Default.PruneResponse, ct);

    private static EngineCall Get(string id, string operation, string rest) => On(id, operation, HttpMethod.Get, rest);

    private static EngineCall Post(string id, string operation, string rest) => On(id, operation, HttpMethod.Post, rest);

    private static EngineCall On(string id, string operation, HttpMethod method, string rest) =>
        new(operation, method, $"/containers/{Paths.Segment(id)}{rest}", Subject.Container);

    private static EngineCall Ending(string id, string operation, string path, ContainerStopParameters parameters) =>
        Post(id, operation, new QueryString(path).Add("t", parameters.WaitBeforeKillSeconds).Add("signal", parameters.Signal).ToString()) with
        {
            ExtraTime = parameters.WaitBeforeKillSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Max(0, seconds)) : DefaultStopTime,
        };
}
