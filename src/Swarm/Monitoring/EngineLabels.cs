using Microsoft.Extensions.Logging;
using Mooring.Engine.Models;

namespace Mooring.Swarm.Monitoring;

/// <summary>What constraints see of an engine: facts about it, then its own labels (swarm.md 3.3).</summary>
internal static class EngineLabels
{
    /// <summary>Reads the labels.</summary>
    /// <exception cref="InvalidEngineException">A label is not of the form <c>key=value</c>.</exception>
    public static IReadOnlyDictionary<string, string> Read(SystemInfoResponse info, string address, ILogger log)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (name, value) in new[]
        {
            ("storagedriver", info.Driver), ("kernelversion", info.KernelVersion), ("operatingsystem", info.OperatingSystem), ("ostype", info.OSType),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                labels[name] = value;
            }
        }

        foreach (var label in info.Labels)
        {
            if (label.Split('=', 2) is not [var key, var text])
            {
                throw new InvalidEngineException($"Engine (ID: {info.ID}, Addr: {address}) contains an invalid label ({label}) not formatted as \"key=value\".");
            }

            if (key == "node" || !labels.TryAdd(key, text))
            {
                log.LabelIgnored(key, address);
            }
        }

        return labels;
    }
}
