using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Mooring.Engine;
using Mooring.Scheduling;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Placing;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>Makes a container: choose an engine, create, pull if the image is missing there, and try again elsewhere where that can help (swarm.md 4.9).</summary>
internal sealed partial class CreateFlow(ManagerContext manager, int retries, ILogger<CreateFlow> log)
{
    /// <summary>Makes the container.</summary>
    /// <returns>The engine's reply.</returns>
    /// <exception cref="ApiException">Nothing fits, or the engine refused.</exception>
    public async Task<JsonNode> RunAsync(ApiCall call, JsonObject config, string name)
    {
        var spec = CreateSpec.Read(config, name);
        var extra = new List<string>();
        var withImage = false;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await TryAsync(call, spec, extra, withImage);
            }
            catch (ApiException e) when (extra.Count == 0 && WrongSystem().Match(e.Message) is { Success: true } wrong)
            {
                extra.Add($"ostype=={wrong.Groups[1].Value}");
            }
            catch (ApiException e) when (e.Status == 404 && !withImage && !IsPinned(spec) && Holders(spec.Image).Any())
            {
                withImage = true;
            }
            catch (Exception e) when (attempt < retries && (e is DockerException || e is ApiException { Status: not 409 }))
            {
                log.CreateRetried(e, attempt + 1);
            }
        }
    }

    [GeneratedRegex("image operating system \"(\\w+)\" cannot be used on this platform")]
    private static partial Regex WrongSystem();

    private static bool IsPinned(CreateSpec spec) => spec.Wishes.Constraints.Any(text => text.StartsWith("node==", StringComparison.Ordinal) && !text.StartsWith("node==~", StringComparison.Ordinal));

    private async Task<JsonNode> TryAsync(ApiCall call, CreateSpec spec, IReadOnlyList<string> extra, bool withImage)
    {
        var placement = manager.Placer.Place(spec, extra, Eligible(spec, withImage));
        try
        {
            var reply = await CreateAsync(call, spec, placement.Engine, mayPull: true);
            await manager.Refresher.RefreshContainerAsync(placement.Engine, reply["Id"]!.GetValue<string>(), CancellationToken.None);
            return reply;
        }
        finally
        {
            manager.Placer.Release(placement);
        }
    }

    // The client may leave while the engine works; the outcome is still wanted, for the container would be there.
    private async Task<JsonNode> CreateAsync(ApiCall call, CreateSpec spec, EngineView engine, bool mayPull)
    {
        var body = spec.For(engine, reference => manager.Cluster.Find(reference)?.Container.Id);
        try
        {
            return await EngineRequests.JsonAsync(call, engine, HttpMethod.Post, "/containers/create", call.Path.Query, body, CancellationToken.None)
                ?? throw new ApiException(500, $"{engine.Name} gave no reply to create");
        }
        catch (ApiException e) when (mayPull && e.Status == 404 && e.Message.Contains("image", StringComparison.OrdinalIgnoreCase))
        {
            if (!await PullAsync(call, spec.Image, engine))
            {
                throw;
            }
        }

        return await CreateAsync(call, spec, engine, mayPull: false);
    }

    /// <summary>Pulls an image on one engine. False if that cannot be done; the client then hears that the image is missing, and may pull with credentials.</summary>
    private async Task<bool> PullAsync(ApiCall call, string image, EngineView engine)
    {
        var (repository, suffix) = ImageReference.Split(image);
        var tag = suffix.Length > 0 ? suffix[1..] : "latest";
        using var request = Proxy.CreateRequest(
            call, engine, "/images/create", $"?fromImage={Uri.EscapeDataString(repository)}&tag={Uri.EscapeDataString(tag)}");
        request.Method = HttpMethod.Post;
        using var response = await engine.Client.SendAsync(request, call.Aborted);
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        await using var body = await response.Content.ReadAsStreamAsync(call.Aborted);
        await foreach (var line in JsonLines.ReadAsync(body, call.Aborted))
        {
            if (line["error"] is not null || line["errorDetail"] is not null)
            {
                return false;
            }
        }

        await manager.Refresher.RefreshResourcesAsync(engine, CancellationToken.None);
        return true;
    }

    private Func<EngineView, bool>? Eligible(CreateSpec spec, bool withImage)
    {
        var byNetwork = OfNetwork(spec.NetworkMode);
        return (byNetwork, withImage) switch
        {
            (null, false) => null,
            (null, true) => engine => Holds(engine, spec.Image),
            (_, false) => byNetwork,
            (_, true) => engine => byNetwork!(engine) && Holds(engine, spec.Image),
        };
    }

    // A network of one engine only can be joined there and nowhere else.
    private Func<EngineView, bool>? OfNetwork(string mode)
    {
        if (mode is "" or "default" or "bridge" or "host" or "none" or "nat" || Dependency.IsContainerMode(mode))
        {
            return null;
        }

        var meant = manager.Cluster.Validated
            .SelectMany(engine => engine.Networks.Select(network => new PlacedNetwork(engine, network)))
            .Where(placed => placed.IsNamed(mode) || placed.Network.ID == mode)
            .ToList();
        return meant.Count == 0 || meant.Exists(placed => !placed.Local) ? null : engine => meant.Exists(placed => placed.Engine.Address == engine.Address);
    }

    private IEnumerable<EngineView> Holders(string image) => manager.Cluster.Validated.Where(engine => engine.Health == EngineHealth.Healthy && Holds(engine, image));

    private static bool Holds(EngineView engine, string image) => engine.Images.Any(candidate => ImageReference.Names(candidate, image, anyTag: false));
}
