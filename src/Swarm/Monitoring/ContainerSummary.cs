using System.Globalization;
using Mooring.Engine.Models;

namespace Mooring.Swarm.Monitoring;

/// <summary>
/// A container's list entry made from its details: whoever looks at one container need not list as well, and both always agree.
/// </summary>
internal static class ContainerSummary
{
    public static ContainerListResponse From(ContainerInspectResponse details) => new()
    {
        ID = details.ID,
        Names = [details.Name],
        Image = details.Config.Image ?? details.Image,
        ImageID = details.Image,
        Command = Command(details),
        Created = details.Created ?? DateTimeOffset.UnixEpoch,
        Ports = [.. Ports(details.NetworkSettings)],
        Labels = details.Config.Labels?.AsReadOnly(),
        HostConfig = new() { NetworkMode = details.HostConfig.NetworkMode },
        NetworkSettings = new() { Networks = details.NetworkSettings.Networks },
        Mounts = details.Mounts,
    };

    private static string Command(ContainerInspectResponse details) =>
        details.Args.Count == 0 ? details.Path ?? "" : $"{details.Path} {string.Join(' ', details.Args.Select(Quote))}";

    // As the engine prints it: an argument with spaces in quotes.
    private static string Quote(string argument) => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument;

    private static IEnumerable<Port> Ports(NetworkSettings network)
    {
        foreach (var (text, bindings) in network.Ports ?? new Dictionary<string, IReadOnlyList<PortBinding>?>())
        {
            var parts = text.Split('/', 2);
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var inner))
            {
                continue;
            }

            var port = new Port { PrivatePort = inner, Type = parts.Length == 2 ? parts[1] : "tcp" };
            if (bindings is not { Count: > 0 })
            {
                yield return port;
                continue;
            }

            foreach (var binding in bindings)
            {
                _ = int.TryParse(binding.HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out var outer);
                yield return port with { IP = binding.HostIP, PublicPort = outer };
            }
        }
    }
}
