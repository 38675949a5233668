using Mooring.Engine.Models;

namespace Mooring.Engine;

/// <summary>Calls about networks; <c>id</c> is an ID or a name.</summary>
/// <remarks>All that name a network throw <see cref="DockerNetworkNotFoundException"/> if there is none.</remarks>
public interface INetworkOperations
{
    /// <summary>GET /networks.</summary>
    Task<IReadOnlyList<NetworkResponse>> ListNetworksAsync(NetworksListParameters parameters, CancellationToken ct);

    /// <summary>GET /networks/{id}.</summary>
    Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken ct);

    /// <summary>POST /networks/create.</summary>
    /// <exception cref="DockerConflictException">The name is taken.</exception>
    Task<NetworksCreateResponse> CreateNetworkAsync(NetworksCreateParameters parameters, CancellationToken ct);

    /// <summary>DELETE /networks/{id}.</summary>
    Task DeleteNetworkAsync(string id, CancellationToken ct);

    /// <summary>POST /networks/{id}/connect.</summary>
    Task ConnectNetworkAsync(string id, NetworkConnectParameters parameters, CancellationToken ct);

    /// <summary>POST /networks/{id}/disconnect.</summary>
    Task DisconnectNetworkAsync(string id, NetworkDisconnectParameters parameters, CancellationToken ct);

    /// <summary>POST /networks/prune.</summary>
    Task<PruneResponse> PruneNetworksAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct);
}
