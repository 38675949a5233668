using System.Text.Json;
using Mooring.Engine.Images;
using Mooring.Engine.Models;
using Mooring.Engine.Streams;
using Mooring.Engine.Transport;

namespace Mooring.Engine.Operations;

internal sealed class ImageOperations(EngineTransport transport) : IImageOperations
{
    public Task<IReadOnlyList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("/images/json").Add("all", parameters.All).Add("filters", parameters.Filters);
        return transport.SendAsync(new EngineCall("ListImages", HttpMethod.Get, query.ToString()), EngineJson.Default.IReadOnlyListImagesListResponse, ct);
    }

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken ct) =>
        transport.SendAsync(On(name, "InspectImage", HttpMethod.Get, "/json"), EngineJson.Default.ImageInspectResponse, ct);

    public Task CreateImageAsync(ImagesCreateParameters parameters, AuthConfig? authConfig, IProgress<JSONMessage>? progress, CancellationToken ct)
    {
        var reference = ImageReference.Parse(parameters.FromImage);
        var query = new QueryString("/images/create")
            .Add("fromImage", reference.FamiliarName)
            .Add("tag", parameters.Tag ?? reference.Digest ?? reference.Tag ?? ImageReference.DefaultTag)
            .Add("platform", parameters.Platform);
        var call = new EngineCall("CreateImage", HttpMethod.Post, query.ToString(), Subject.Image)
        {
            RegistryAuth = authConfig is null ? null : Encode(authConfig),
            // The engine answers only after the registry has.
            ExtraTime = transport.Configuration.DefaultTimeout,
        };
        return FollowAsync(call, parameters.FromImage, progress, ct);
    }

    public Task<IReadOnlyList<ImageDeleteResponse>> DeleteImageAsync(string name, ImageDeleteParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("").Add("force", parameters.Force).Add("noprune", parameters.NoPrune);
        return transport.SendAsync(On(name, "DeleteImage", HttpMethod.Delete, query.ToString()), EngineJson.Default.IReadOnlyListImageDeleteResponse, ct);
    }

    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken ct)
    {
        var query = new QueryString("/tag").Add("repo", parameters.RepositoryName).Add("tag", parameters.Tag);
        return transport.SendAsync(On(name, "TagImage", HttpMethod.Post, query.ToString()), ct);
    }

    public Task<Stream> SaveImageAsync(string name, CancellationToken ct) =>
        transport.OpenBodyAsync(On(name, "SaveImage", HttpMethod.Get, "/get"), transport.Configuration.ProgressIdleTimeout, ct);

    public Task LoadImageAsync(Stream tar, IProgress<JSONMessage>? progress, CancellationToken ct)
    {
        var call = new EngineCall("LoadImage", HttpMethod.Post, "/images/load")
        {
            Content = new StreamContent(tar) { Headers = { ContentType = new("application/x-tar") } },
            ExtraTime = transport.Configuration.ProgressIdleTimeout,
        };
        return FollowAsync(call, "", progress, ct);
    }

    public Task<PruneResponse> PruneImagesAsync(IDictionary<string, IDictionary<string, bool>>? filters, CancellationToken ct) => transport.SendAsync(
        new EngineCall("PruneImages", HttpMethod.Post, new QueryString("/images/prune").Add("filters", filters).ToString()),
        EngineJson.Default.PruneResponse, ct);

    private static EngineCall On(string name, string operation, HttpMethod method, string rest) =>
        new(operation, method, $"/images/{Paths.Image(name)}{rest}", Subject.Image);

    // Engines read URL-safe base64 with padding.
    private static string Encode(AuthConfig authConfig) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(authConfig, EngineJson.Default.AuthConfig)).Replace('+', '-').Replace('/', '_');

    private async Task FollowAsync(EngineCall call, string reference, IProgress<JSONMessage>? progress, CancellationToken ct)
    {
        await using var body = await transport.OpenBodyAsync(call, transport.Configuration.ProgressIdleTimeout, ct);
        await foreach (var line in JsonLines.ReadAsync(body, EngineJson.Default.JSONMessage, ct))
        {
            progress?.Report(line);
            if (line.Error?.Message is { } message || (message = line.ErrorMessage) is not null)
            {
                throw new DockerImagePullException(reference, message);
            }
        }
    }
}
