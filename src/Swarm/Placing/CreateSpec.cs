using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mooring.Scheduling;
using Mooring.Scheduling.Views;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Placing;

/// <summary>A container to be made: the client's configuration, read for the scheduler and completed for an engine (swarm.md 4.9).</summary>
public sealed class CreateSpec
{
    private const int SwarmIdBytes = 32;
    private readonly JsonObject _config;
    private readonly JsonObject _host;

    private CreateSpec(JsonObject config, string name)
    {
        _config = config;
        Name = name;
        Wishes = SchedulingLabels.Take(config);
        if (config["HostConfig"] is not JsonObject host)
        {
            config["HostConfig"] = host = [];
        }

        _host = host;
        LiftOldFields();
        SwarmId = EnsureSwarmId();
    }

    /// <summary>The name asked for; empty if the engine is to choose.</summary>
    public string Name { get; }

    /// <summary>What the client asked of the scheduler.</summary>
    public SchedulingLabels Wishes { get; }

    /// <summary>The identity that survives rescheduling.</summary>
    public string SwarmId { get; }

    /// <summary>The image asked for.</summary>
    public string Image => Text(_config, "Image");

    /// <summary>The network mode asked for.</summary>
    public string NetworkMode => Text(_host, nameof(NetworkMode));

    /// <summary>Reads a client's configuration, which becomes this object's own.</summary>
    /// <exception cref="Http.ApiException">It cannot be used.</exception>
    public static CreateSpec Read(JsonObject config, string name) => new(config, name.TrimStart('/'));

    /// <summary>What the container asks of a node, expressions aside.</summary>
    public Request Request() => new()
    {
        Name = Name.Length > 0 ? Name : null,
        Labels = Labels(),
        Resources = new(Cpus(), Number(_host, "Memory")),
        HostNetwork = NetworkMode == "host",
        Ports = [.. Ports()],
        Exposed = [.. Exposed()],
        Dependencies = [.. Dependencies()],
    };

    /// <summary>The configuration to send to an engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="resolve">Gives the full ID of the container that a reference means; null if it means none.</param>
    public JsonObject For(EngineView engine, Func<string, string?> resolve)
    {
        var config = _config.DeepClone().AsObject();
        var host = config["HostConfig"]!.AsObject();
        if (Number(host, "CpuShares") is > 0 and var cpus && engine.Info is { NCPU: > 0 } info)
        {
            host["CpuShares"] = CpuShares.FromCpus(cpus, info.NCPU);
        }

        StripEngineNames(config, host, engine);
        ResolveReferences(host, resolve);
        return config;
    }

    /// <summary>The bare network name of <c>node/net</c>.</summary>
    internal static string StripEngine(string network, string engineName) =>
        network.StartsWith(engineName + "/", StringComparison.Ordinal) ? network[(engineName.Length + 1)..] : network;

    private static string Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    private static long Number(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue(out long number) ? number : 0;

    private static IEnumerable<string> Texts(JsonObject json, string name) =>
        json[name] is JsonArray array ? array.Select(item => item?.GetValue<string>() ?? "") : [];

    private static string Rest(string value, string reference) => value[reference.Length..];

    // Clients older than API 1.18 wrote these beside HostConfig.
    private void LiftOldFields()
    {
        foreach (var (old, now) in new[] { ("Memory", "Memory"), ("MemorySwap", "MemorySwap"), ("CpuShares", "CpuShares") })
        {
            if (Number(_config, old) is not 0 and var value)
            {
                _host[now] = value;
            }

            _config.Remove(old);
        }

        if (Text(_config, "Cpuset") is { Length: > 0 } cpuset)
        {
            _host["CpusetCpus"] = cpuset;
        }

        _config.Remove("Cpuset");
    }

    private string EnsureSwarmId()
    {
        if (_config["Labels"] is not JsonObject labels)
        {
            _config["Labels"] = labels = [];
        }

        if (Text(labels, SwarmLabels.Id) is { Length: > 0 } present)
        {
            return present;
        }

        var id = RandomNumberGenerator.GetHexString(SwarmIdBytes * 2, lowercase: true);
        labels[SwarmLabels.Id] = id;
        return id;
    }

    private Dictionary<string, string> Labels() =>
        _config["Labels"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value is JsonValue value && value.TryGetValue(out string? text) ? text : "");

    // Classic Swarm reads CpuShares as a number of CPUs; modern clients say NanoCpus or a quota.
    private long Cpus() => CpuShares.Reserved(Number(_host, "NanoCpus"), Number(_host, "CpuQuota"), Number(_host, "CpuPeriod"), 0, null) is > 0 and var cpus
        ? cpus
        : Math.Min(Number(_host, "CpuShares"), long.MaxValue / Resources.OneCpu) * Resources.OneCpu;

    private IEnumerable<PortClaim> Ports()
    {
        foreach (var (port, bindings) in _host["PortBindings"] as JsonObject ?? [])
        {
            foreach (var binding in (bindings as JsonArray ?? []).OfType<JsonObject>())
            {
                if (PortClaim.TryParse(Text(binding, "HostPort"), port.Split('/') is [_, var protocol] ? protocol : null, Text(binding, "HostIp"), out var claim))
                {
                    yield return claim;
                }
            }
        }
    }

    private IEnumerable<PortClaim> Exposed()
    {
        foreach (var (port, _) in _config["ExposedPorts"] as JsonObject ?? [])
        {
            if (PortClaim.TryParseExposed(port, out var claim))
            {
                yield return claim;
            }
        }
    }

    private IEnumerable<Dependency> Dependencies() =>
    [
        .. Texts(_host, "VolumesFrom").Select(value => new Dependency("volumes-from", value)),
        .. Texts(_host, "Links").Select(value => new Dependency("link", value)),
        .. new[] { ("net", nameof(NetworkMode)), ("ipc", "IpcMode"), ("pid", "PidMode") }
            .Where(mode => Dependency.IsContainerMode(Text(_host, mode.Item2)))
            .Select(mode => new Dependency(mode.Item1, Text(_host, mode.Item2))),
    ];

    private static void StripEngineNames(JsonObject config, JsonObject host, EngineView engine)
    {
        if (Text(host, nameof(NetworkMode)) is { Length: > 0 } mode)
        {
            host[nameof(NetworkMode)] = StripEngine(mode, engine.Name);
        }

        if (config["NetworkingConfig"] is JsonObject networking && networking["EndpointsConfig"] is JsonObject endpoints)
        {
            networking["EndpointsConfig"] = new JsonObject(endpoints.Select(pair =>
                new KeyValuePair<string, JsonNode?>(StripEngine(pair.Key, engine.Name), pair.Value?.DeepClone())));
        }
    }

    // The engine knows neither swarm IDs nor names with an engine in front.
    private static void ResolveReferences(JsonObject host, Func<string, string?> resolve)
    {
        foreach (var list in new[] { "VolumesFrom", "Links" })
        {
            if (host[list] is JsonArray values)
            {
                host[list] = new JsonArray([.. values.Select(item => (JsonNode)Resolve(item?.GetValue<string>() ?? "", list == "Links" ? "link" : "volumes-from", resolve))]);
            }
        }

        foreach (var mode in new[] { nameof(NetworkMode), "IpcMode", "PidMode" })
        {
            if (Text(host, mode) is var value && Dependency.IsContainerMode(value))
            {
                host[mode] = Resolve(value, "net", resolve);
            }
        }
    }

    private static string Resolve(string value, string option, Func<string, string?> resolve)
    {
        var reference = new Dependency(option, value).Container;
        if (resolve(reference) is not { } id)
        {
            return value;
        }

        // A link without alias is known inside the container by the name it was written with.
        return option == "net" ? "container:" + id
            : option == "link" && !value.Contains(':', StringComparison.Ordinal) ? $"{id}:{reference[(reference.LastIndexOf('/') + 1)..]}"
            : id + Rest(value, reference);
    }
}
