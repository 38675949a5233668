using System.Text.Json.Nodes;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>Events as clients of the cluster get them, and the filters on them (swarm.md 5.7).</summary>
public static class EventView
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Adds the engine to one of its events.</summary>
    public static ClusterEvent Create(Message message, EngineView engine)
    {
        var json = new JsonObject();
        if (!string.IsNullOrEmpty(message.Status))
        {
            json["status"] = message.Status;
        }

        if (!string.IsNullOrEmpty(message.ID))
        {
            json["id"] = message.ID;
        }

        return Complete(json, message.From ?? "", message.Type, message.Action, message.Actor.ID, message.Actor.Attributes, message.Scope ?? "local", message.TimeNano, engine);
    }

    /// <summary>An event that the manager itself makes: <c>engine_connect</c>, <c>engine_disconnect</c>, <c>engine_reconnect</c>.</summary>
    public static ClusterEvent OfManager(string action, EngineView engine, DateTimeOffset now) =>
        Complete(new() { ["status"] = action }, "swarm", "swarm", action, "", null, "", (now - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick, engine);

    /// <summary>Whether an event passes the filters of a client.</summary>
    public static bool Passes(ClusterEvent item, QueryFilters filters) => filters.Keys.All(key => filters[key].Count == 0 || PassesKey(item, key, filters[key]));

    private static bool PassesKey(ClusterEvent item, string key, IReadOnlyList<string> values)
    {
        var actor = item.Json["Actor"]!;
        var id = actor["ID"]!.GetValue<string>();
        var attributes = actor["Attributes"]!.AsObject();
        string Attribute(string name) => attributes[name]?.GetValue<string>() ?? "";
        return key switch
        {
            "event" => values.Any(value => value == item.Action || item.Action.StartsWith(value + ":", StringComparison.Ordinal)),
            "type" => values.Contains(item.Type),
            "node" => values.Contains(item.Node),
            "scope" => values.Contains(item.Json["scope"]?.GetValue<string>()),
            "label" => LabelMatch.All(values, attributes.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>())),
            "image" => values.Any(value => item.Type == "image" ? Names(id, value) || Names(Attribute("name"), value) : Names(Attribute("image"), value)),
            "container" or "volume" or "network" or "daemon" or "plugin" => item.Type == key && values.Any(value =>
                id == value || Attribute("name") == value.TrimStart('/') || (value.Length > 3 && id.StartsWith(value, StringComparison.Ordinal))),
            _ => true,
        };
    }

    private static bool Names(string image, string wanted) => image == wanted || ImageReference.Split(image).Repository == wanted;

    private static ClusterEvent Complete(
        JsonObject json, string from, string type, string action, string id, IEnumerable<KeyValuePair<string, string>>? attributes, string scope, long timeNano, EngineView engine)
    {
        json["from"] = $"{from} node:{engine.Name}";
        json["Type"] = type;
        json["Action"] = action;
        var all = ImageList.Pairs(attributes) ?? [];
        all["node.name"] = engine.Name;
        all["node.id"] = engine.Id;
        all["node.addr"] = engine.Address;
        all["node.ip"] = engine.Ip;
        json["Actor"] = new JsonObject { ["ID"] = id, ["Attributes"] = all };
        if (scope.Length > 0)
        {
            json["scope"] = scope;
        }

        var time = DateTimeOffset.UnixEpoch.AddTicks(timeNano / NanosecondsPerTick);
        json["time"] = time.ToUnixTimeSeconds();
        json["timeNano"] = timeNano;
        json["node"] = new JsonObject { ["Name"] = engine.Name, ["Id"] = engine.Id, ["Addr"] = engine.Address, ["Ip"] = engine.Ip };
        return new(time, type, action, engine.Name, json);
    }
}
