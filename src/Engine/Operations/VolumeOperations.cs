using Mooring.Engine.Models;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class VolumeOperations(EngineTransport transport) : IVolumeOperations
{
    public Task<VolumesListResponse> ListAsync(VolumesListParameters parameters, CancellationToken ct) => transport.SendAsync(
        new EngineCall("ListVolumes", HttpMethod.Get, new QueryString("/volumes").Add("filters", parameters.Filters).ToString()),
        EngineJson.Default.VolumesListResponse, ct);

    public Task<VolumeResponse> InspectAsync(string name, CancellationToken ct) =>
        transport.SendAsync(On(name, "InspectVolume", HttpMethod.Get, ""), EngineJson.Default.VolumeResponse, ct);

    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken ct)
    {
        var call = new EngineCall("CreateVolume", HttpMethod.Post, "/volumes/create")
        {
            Content = JsonBody.Of(parameters, EngineJson.Default.VolumesCreateParameters),
        };
        return transport.SendAsync(call, EngineJson.Default.VolumeResponse, ct);
    }

    public Task RemoveAsync(string name, bool force, CancellationToken ct) =>
        transport.SendAsync(On(name, "RemoveVolume", HttpMethod.Delete, new QueryString("").Add("force", force).ToString()), ct);

    public Task<PruneResponse> PruneAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct) => transport.SendAsync(
        new EngineCall("PruneVolumes", HttpMethod.Post, new QueryString("/volumes/prune").Add("filters", filters).ToString()),
        EngineJson.Default.PruneResponse, ct);

    private static EngineCall On(string name, string operation, HttpMethod method, string rest) =>
        new(operation, method, $"/volumes/{Paths.Segment(name)}{rest}", Subject.Volume);
}
