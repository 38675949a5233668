using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Mooring.Scheduling.Views;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Views;

/// <summary>The answer to <c>/info</c>. The pairs of <c>SystemStatus</c> are parsed by tools and kept byte for byte (swarm.md 5.6).</summary>
public static class InfoView
{
    private const string Detail = "  └ ";

    /// <summary>Writes the answer.</summary>
    /// <param name="cluster">The engines.</param>
    /// <param name="facts">What the manager is.</param>
    /// <param name="role">Its part under replication.</param>
    /// <param name="eventListeners">Open event streams.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <param name="now">The present time.</param>
    public static JsonObject Create(
        ClusterIndex cluster, ManagerFacts facts, ManagerRole role, int eventListeners, Func<string, string?> environment, DateTimeOffset now)
    {
        var engines = cluster.Engines;
        var validated = engines.Where(engine => engine.Validated).ToList();
        var states = validated.SelectMany(engine => engine.Containers.Values).CountBy(container => Kind(container)).ToDictionary();
        var total = validated.Aggregate(default(Resources), (sum, engine) => sum + EngineResources.Total(engine, facts.Overcommit));
        var info = new JsonObject
        {
            ["ID"] = "",
            ["Containers"] = states.Values.Sum(),
            ["ContainersRunning"] = states.GetValueOrDefault(ContainerKind.Running),
            ["ContainersPaused"] = states.GetValueOrDefault(ContainerKind.Paused),
            ["ContainersStopped"] = states.GetValueOrDefault(ContainerKind.Stopped),
            ["Images"] = validated.Sum(engine => engine.Images.Count(image => image.RepoTags.Count > 0)),
            ["Driver"] = "",
            ["SystemStatus"] = SystemStatus(engines, facts, role),
            ["Plugins"] = new JsonObject { ["Volume"] = null, ["Network"] = null, ["Authorization"] = null, ["Log"] = null },
            ["NEventsListener"] = eventListeners,
            ["SystemTime"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["KernelVersion"] = Environment.OSVersion.Version.ToString(),
            ["OperatingSystem"] = OperatingSystem.IsWindows() ? "windows" : "linux",
            ["OSType"] = OperatingSystem.IsWindows() ? "windows" : "linux",
            [nameof(Architecture)] = Architecture,
            ["NCPU"] = total.NanoCpus / Resources.OneCpu,
            ["MemTotal"] = total.Memory,
            ["DockerRootDir"] = "",
            ["HttpProxy"] = environment("http_proxy") ?? "",
            ["HttpsProxy"] = environment("https_proxy") ?? "",
            ["NoProxy"] = environment("no_proxy") ?? "",
            ["Name"] = facts.HostName,
            ["Labels"] = null,
            ["ExperimentalBuild"] = facts.Experimental,
            ["Experimental"] = facts.Experimental,
            ["ServerVersion"] = "swarm/" + SwarmVersion.Number,
            ["Debug"] = false,
        };
        foreach (var always in new[] { "MemoryLimit", "SwapLimit", "CpuCfsPeriod", "CpuCfsQuota", "CPUShares", "CPUSet", "IPv4Forwarding", "BridgeNfIptables", "BridgeNfIp6tables", "OomKillDisable", "PidsLimit" })
        {
            info[always] = true;
        }

        return info;
    }

    /// <summary>The name Go has for this machine's processor.</summary>
    internal static string Architecture => RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.X86 => "386",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static JsonArray SystemStatus(IReadOnlyList<EngineView> engines, ManagerFacts facts, ManagerRole role)
    {
        var pairs = new JsonArray { Pair("Role", role.Primary ? "primary" : "replica") };
        if (!role.Primary)
        {
            pairs.Add((JsonNode)Pair("Primary", role.PrimaryAddress));
        }

        pairs.Add((JsonNode)Pair("Strategy", facts.Strategy));
        pairs.Add((JsonNode)Pair("Filters", string.Join(", ", facts.Filters)));
        pairs.Add((JsonNode)Pair("Nodes", engines.Count.ToString(CultureInfo.InvariantCulture)));
        foreach (var pair in engines.SelectMany(engine => Lines(engine, facts.Overcommit)))
        {
            pairs.Add((JsonNode)pair);
        }

        return pairs;
    }

    private static IEnumerable<JsonArray> Lines(EngineView engine, double overcommit)
    {
        var total = EngineResources.Total(engine, overcommit);
        var used = EngineResources.Used(engine);
        yield return Pair(" " + engine.Name, engine.Address);
        yield return Pair(Detail + "ID", engine.Id);
        yield return Pair(Detail + "Status", engine.Health.ToString());
        yield return Pair(Detail + "Containers", Containers(engine));
        yield return Pair(Detail + "Reserved CPUs", string.Create(
            CultureInfo.InvariantCulture, $"{(decimal)used.NanoCpus / Resources.OneCpu:0.###} / {total.NanoCpus / Resources.OneCpu}"));
        yield return Pair(Detail + "Reserved Memory", $"{HumanText.Bytes(used.Memory)} / {HumanText.Bytes(total.Memory)}");
        yield return Pair(Detail + "Labels", string.Join(", ", engine.Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal)));
        if (!string.IsNullOrEmpty(engine.Error))
        {
            yield return Pair(Detail + "Error", engine.Error);
        }

        yield return Pair(Detail + "UpdatedAt", engine.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        yield return Pair(Detail + "ServerVersion", engine.Version?.Version ?? engine.Info?.ServerVersion ?? "");
    }

    private static string Containers(EngineView engine)
    {
        var count = engine.Containers.Count.ToString(CultureInfo.InvariantCulture);
        if (engine.Health != EngineHealth.Healthy)
        {
            return count;
        }

        var states = engine.Containers.Values.CountBy(Kind).ToDictionary();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count} ({states.GetValueOrDefault(ContainerKind.Running)} Running, {states.GetValueOrDefault(ContainerKind.Paused)} Paused, {states.GetValueOrDefault(ContainerKind.Stopped)} Stopped)");
    }

    private static ContainerKind Kind(ContainerEntry container) => container.State switch
    {
        { Paused: true } => ContainerKind.Paused,
        { Running: true } => ContainerKind.Running,
        _ => ContainerKind.Stopped,
    };

    private static JsonArray Pair(string name, string value) => new((JsonNode)name, (JsonNode)value);

    private enum ContainerKind
    {
        Stopped,
        Running,
        Paused,
    }
}
