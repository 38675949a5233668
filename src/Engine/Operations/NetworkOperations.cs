using Mooring.Engine.Models;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class NetworkOperations(EngineTransport transport) : INetworkOperations
{
    public Task<IReadOnlyList<NetworkResponse>> ListNetworksAsync(NetworksListParameters parameters, CancellationToken ct) => transport.SendAsync(
        new EngineCall("ListNetworks", HttpMethod.Get, new QueryString("/networks").Add("filters", parameters.Filters).ToString()),
        EngineJson.Default.IReadOnlyListNetworkResponse, ct);

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken ct) =>
        transport.SendAsync(On(id, "InspectNetwork", HttpMethod.Get), EngineJson.Default.NetworkResponse, ct);

    public Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken ct)
    {
        var call = new EngineCall("CreateNetwork", HttpMethod.Post, "/networks/create")
        {
            Content = JsonBody.Of(parameters, EngineJson.Default.NetworksCreateParameters),
        };
        return transport.SendAsync(call, EngineJson.Default.NetworksCreateResponse, ct);
    }

    public Task DeleteNetworkAsync(string id, CancellationToken ct) => transport.SendAsync(On(id, "DeleteNetwork", HttpMethod.Delete), ct);

    public Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken ct) => transport.SendAsync(
        On(id, "ConnectNetwork", HttpMethod.Post, "/connect") with { Content = JsonBody.Of(parameters, EngineJson.Default.NetworkConnectParameters) }, ct);

    public Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken ct) => transport.SendAsync(
        On(id, "DisconnectNetwork", HttpMethod.Post, "/disconnect") with { Content = JsonBody.Of(parameters, EngineJson.Default.NetworkDisconnectParameters) }, ct);

    public Task<PruneResponse> PruneNetworksAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct) => transport.SendAsync(
        new EngineCall("PruneNetworks", HttpMethod.Post, new QueryString("/networks/prune").Add("filters", filters).ToString()),
        EngineJson.Default.PruneResponse, ct);

    private static EngineCall On(string id, string operation, HttpMethod method, string rest = "") =>
        new(operation, method, $"/networks/{Paths.Segment(id)}{rest}", Subject.Network);
}
