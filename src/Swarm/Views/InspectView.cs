using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Views;

/// <summary>Adds to an engine's answer to inspect what a client of the cluster needs: the engine, and where published ports really are.</summary>
public static class InspectView
{
    /// <summary>Changes the answer in place.</summary>
    public static void Complete(JsonObject details, EngineView engine)
    {
        details["Node"] = new JsonObject
        {
            ["ID"] = engine.Id,
            ["IP"] = engine.Ip,
            ["Addr"] = engine.Address,
            ["Name"] = engine.Name,
            ["Cpus"] = engine.Info?.NCPU ?? 0,
            ["Memory"] = engine.Info?.MemTotal ?? 0,
            ["Labels"] = ImageList.Pairs(engine.Labels),
        };
        if (details["NetworkSettings"] is not JsonObject network || network["Ports"] is not JsonObject ports)
        {
            return;
        }

        foreach (var binding in ports.SelectMany(port => port.Value as JsonArray ?? []).OfType<JsonObject>())
        {
            if (binding["HostIp"]?.GetValue<string>() is null or "" or "0.0.0.0" or "::")
            {
                binding["HostIp"] = engine.Ip;
            }
        }
    }
}
