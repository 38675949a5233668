using System.Globalization;
using System.Text.Json.Nodes;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>The networks of all engines (swarm.md 5.4).</summary>
public static class NetworkViews
{
    private static readonly string[] BuiltIn = ["none", "host", "bridge"];

    /// <summary>Every network once; one that spans engines has the endpoints of all of them.</summary>
    public static IReadOnlyList<PlacedNetwork> All(ClusterIndex cluster) =>
    [
        .. cluster.Validated
            .SelectMany(engine => engine.Networks.Select(network => new PlacedNetwork(engine, network)))
            .GroupBy(placed => placed.Network.ID)
            .Select(same => same.Aggregate(Merge)),
    ];

    /// <summary>
    /// The network a client means: full or short ID, then a name, <c>ENGINEID/name</c> or <c>ENGINE/name</c> that only one network has, then a unique
    /// prefix of an ID. Null if there is none or several.
    /// </summary>
    public static PlacedNetwork? Find(ClusterIndex cluster, string reference)
    {
        if (reference.Length == 0)
        {
            return null;
        }

        var all = All(cluster);
        return all.FirstOrDefault(placed => placed.Network.ID == reference || (reference.Length == 12 && placed.Network.ID.StartsWith(reference, StringComparison.Ordinal)))
            ?? Only(all, placed => placed.IsNamed(reference))
            ?? Only(all, placed => placed.Network.ID.StartsWith(reference, StringComparison.Ordinal));
    }

    /// <summary>The answer to <c>/networks</c>.</summary>
    /// <exception cref="ApiException">400: the filter <c>type</c> has another value than custom or builtin.</exception>
    public static JsonArray List(ClusterIndex cluster, QueryFilters filters)
    {
        if (filters["type"].FirstOrDefault(type => type is not ("custom" or "builtin")) is { } bad)
        {
            throw ApiException.BadRequest($"Invalid filter: 'type'='{bad}'");
        }

        var names = new FilterPattern(filters["name"]);
        return
        [
            .. All(cluster)
                .Where(placed => !filters.Has("type") || filters["type"].Contains(BuiltIn.Contains(placed.Network.Name) ? "builtin" : "custom"))
                .Where(placed => LabelMatch.All(filters["label"], placed.Network.Labels))
                .Where(placed => !filters.Has("driver") || filters["driver"].Contains(placed.Network.Driver))
                .Where(placed => !filters.Has("scope") || filters["scope"].Contains(placed.Network.Scope))
                .Where(placed => !filters.Has("node") || filters["node"].Contains(placed.Engine.Name))
                .Where(placed => names.Matches(placed.Network.Name) || names.Matches(placed.DisplayName))
                .Where(placed => !filters.Has("id") || filters["id"].Any(id => placed.Network.ID.StartsWith(id, StringComparison.Ordinal)))
                .Where(placed => filters.Bool("dangling") is not { } dangling || dangling == (!BuiltIn.Contains(placed.Network.Name) && Endpoints(cluster, placed.Network).Count == 0))
                .OrderBy(placed => placed.DisplayName, NaturalOrder.Instance)
                .Select(placed => (JsonNode)Write(placed.Network with { Name = placed.DisplayName })),
        ];
    }

    /// <summary>The answer to <c>/networks/{id}</c>: the engine's own name, and no endpoint twice.</summary>
    public static JsonObject Inspect(ClusterIndex cluster, PlacedNetwork placed) =>
        Write(placed.Network with { Containers = WithoutDuplicates(Endpoints(cluster, placed.Network)) });

    // Lists of networks no longer tell who is in them; the containers do.
    private static Dictionary<string, EndpointResource> Endpoints(ClusterIndex cluster, NetworkResponse network)
    {
        var endpoints = new Dictionary<string, EndpointResource>(network.Containers ?? new Dictionary<string, EndpointResource>());
        foreach (var (container, endpoint) in cluster.Containers.SelectMany(placed => (placed.Container.Listed.NetworkSettings?.Networks?.Values ?? [])
            .Where(endpoint => endpoint.NetworkID == network.ID && !string.IsNullOrEmpty(endpoint.EndpointID))
            .Select(endpoint => (placed.Container, endpoint))))
        {
            endpoints.TryAdd(container.Id, new()
            {
                Name = container.Name,
                EndpointID = endpoint.EndpointID,
                MacAddress = endpoint.MacAddress,
                IPv4Address = string.IsNullOrEmpty(endpoint.IPAddress) ? "" : string.Create(CultureInfo.InvariantCulture, $"{endpoint.IPAddress}/{endpoint.IPPrefixLen}"),
                IPv6Address = endpoint.GlobalIPv6Address,
            });
        }

        return endpoints;
    }

    // Engines show an endpoint of another engine as "ep-<endpoint>" beside the container that owns it.
    internal static IReadOnlyDictionary<string, EndpointResource>? WithoutDuplicates(IReadOnlyDictionary<string, EndpointResource>? endpoints)
    {
        if (endpoints is null)
        {
            return null;
        }

        var owned = endpoints.Where(pair => !IsBareEndpoint(pair)).Select(pair => pair.Value.EndpointID).ToHashSet();
        return endpoints.Where(pair => !IsBareEndpoint(pair) || !owned.Contains(pair.Value.EndpointID)).ToDictionary();
    }

    private static bool IsBareEndpoint(KeyValuePair<string, EndpointResource> pair) => pair.Key == "ep-" + pair.Value.EndpointID;

    private static PlacedNetwork Merge(PlacedNetwork left, PlacedNetwork right) => left with
    {
        Network = left.Network with
        {
            Containers = (left.Network.Containers ?? new Dictionary<string, EndpointResource>())
                .Concat(right.Network.Containers ?? new Dictionary<string, EndpointResource>())
                .DistinctBy(pair => pair.Key)
                .ToDictionary(),
        },
    };

    private static PlacedNetwork? Only(IEnumerable<PlacedNetwork> all, Func<PlacedNetwork, bool> matches) =>
        all.Where(matches).Take(2).ToList() is [var only] ? only : null;

    private static JsonObject Write(NetworkResponse network) => new()
    {
        ["Name"] = network.Name,
        ["Id"] = network.ID,
        ["Created"] = (network.Created ?? default).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        ["Scope"] = network.Scope ?? "local",
        ["Driver"] = network.Driver ?? "",
        ["EnableIPv6"] = network.EnableIPv6,
        ["IPAM"] = WriteIpam(network.IPAM),
        ["Internal"] = network.Internal,
        ["Attachable"] = network.Attachable,
        ["Ingress"] = network.Ingress,
        ["ConfigOnly"] = network.ConfigOnly,
        ["Containers"] = new JsonObject((network.Containers ?? new Dictionary<string, EndpointResource>())
            .Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, WriteEndpoint(pair.Value)))),
        ["Options"] = ImageList.Pairs(network.Options) ?? [],
        ["Labels"] = ImageList.Pairs(network.Labels) ?? [],
    };

    private static JsonObject WriteIpam(IPAM? ipam) => new()
    {
        ["Driver"] = ipam?.Driver ?? "default",
        ["Options"] = ImageList.Pairs(ipam?.Options),
        ["Config"] = new JsonArray([.. (ipam?.Config ?? []).Select(WriteIpamConfig)]),
    };

    private static JsonObject WriteIpamConfig(IPAMConfig config)
    {
        var json = new JsonObject();
        foreach (var (name, value) in new[] { ("Subnet", config.Subnet), ("IPRange", config.IPRange), ("Gateway", config.Gateway) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                json[name] = value;
            }
        }

        return json;
    }

    private static JsonObject WriteEndpoint(EndpointResource endpoint) => new()
    {
        ["Name"] = endpoint.Name ?? "",
        ["EndpointID"] = endpoint.EndpointID ?? "",
        ["MacAddress"] = endpoint.MacAddress ?? "",
        ["IPv4Address"] = endpoint.IPv4Address ?? "",
        ["IPv6Address"] = endpoint.IPv6Address ?? "",
    };
}
