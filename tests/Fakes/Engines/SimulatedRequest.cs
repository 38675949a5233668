using System.Text.Json;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>Reads what a simulated engine itself needs of a create request; the rest is kept as it came.</summary>
internal static class SimulatedRequest
{
    /// <summary>Takes ports, labels and policies out of the stored request.</summary>
    public static void Apply(SimulatedContainer container, JsonElement request, Func<int> nextPort)
    {
        if (request.TryGetProperty("Labels", out var labels) && labels.ValueKind == JsonValueKind.Object)
        {
            container.Labels = labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");
        }

        if (!request.TryGetProperty("HostConfig", out var host) || host.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        container.NetworkMode = host.TryGetProperty("NetworkMode", out var mode) && mode.GetString() is { Length: > 0 } text ? text : container.NetworkMode;
        container.RestartPolicy = host.TryGetProperty("RestartPolicy", out var policy) && policy.TryGetProperty("Name", out var named) ? named.GetString() ?? "no" : "no";
        if (host.TryGetProperty("PortBindings", out var bindings) && bindings.ValueKind == JsonValueKind.Object)
        {
            foreach (var (port, binding) in bindings.EnumerateObject().SelectMany(each => each.Value.EnumerateArray().Select(one => (each.Name, one))))
            {
                var wanted = binding.TryGetProperty("HostPort", out var given) ? given.GetString() : null;
                var address = binding.TryGetProperty("HostIp", out var ip) ? ip.GetString() : null;
                container.Ports.Add((port, string.IsNullOrEmpty(address) ? "0.0.0.0" : address, string.IsNullOrEmpty(wanted) || wanted == "0" ? nextPort() : int.Parse(wanted, null)));
            }
        }
    }
}
