using System.Globalization;
using Mooring.Engine;
using Mooring.Engine.Models;

namespace Mooring.Fleet.Snapshots;

/// <summary>Turns what engines answer into compact snapshots; texts that repeat across the fleet are kept once.</summary>
internal sealed class SnapshotReader(TextPool texts)
{
    public ContainerSnapshot Container(ContainerInspectResponse from, ContainerSnapshot? before)
    {
        var name = from.Name.TrimStart('/');
        var links = before?.Names.Where(other => other.Contains('/', StringComparison.Ordinal)) ?? [];
        return new(from.ID, name)
        {
            Names = [name, .. links],
            Image = texts.Of(from.Config.Image),
            ImageID = texts.Of(from.Image),
            Command = texts.Of(CommandLine(from.Path ?? "", from.Args)),
            State = texts.Of(from.State.Status),
            Health = from.State.Health?.Status is { } health and not "none" ? texts.Of(health) : "",
            Labels = texts.Of(from.Config.Labels),
            Ports = Ports(from.NetworkSettings.Ports?.Select(port => (port.Key, port.Value))),
            PortBindings = Ports(from.HostConfig.PortBindings?.Select(port => (port.Key, (IReadOnlyList<PortBinding>?)port.Value))),
            ExposedPorts = from.Config.ExposedPorts is { Count: > 0 } exposed ? [.. exposed.Keys.Select(texts.Of).Order(StringComparer.Ordinal)] : [],
            Mounts = from.Mounts is { Count: > 0 } mounts ? [.. mounts.Select(Mount)] : [],
            Networks = from.NetworkSettings.Networks is { Count: > 0 } networks ? [.. networks.Select(network => Network(network.Key, network.Value))] : [],
            NetworkMode = texts.Of(from.HostConfig.NetworkMode),
            RestartPolicy = texts.Of(from.HostConfig.RestartPolicy?.Name),
            Resources = Resources(from.HostConfig),
            Created = from.Created ?? default,
            StartedAt = from.State.StartedAt,
            FinishedAt = from.State.FinishedAt,
            ExitCode = from.State.ExitCode,
            Error = from.State.Error ?? "",
            OomKilled = from.State.OOMKilled,
            RestartCount = from.RestartCount,
        };
    }

    public ImageSnapshot Image(ImagesListResponse from) => new(texts.Of(from.ID))
    {
        RepoTags = [.. from.RepoTags.Where(tag => tag != "<none>:<none>").Select(texts.Of)],
        RepoDigests = [.. from.RepoDigests.Where(digest => digest != "<none>@<none>").Select(texts.Of)],
        ParentID = texts.Of(from.ParentID),
        Created = from.Created,
        Size = from.Size,
        Labels = texts.Of(from.Labels),
    };

    public NetworkSnapshot Network(NetworkResponse from) => new(from.ID, texts.Of(from.Name))
    {
        Driver = texts.Of(from.Driver),
        Scope = texts.Of(from.Scope),
        Internal = from.Internal,
        Attachable = from.Attachable,
        Ingress = from.Ingress,
        EnableIPv6 = from.EnableIPv6,
        Created = from.Created,
        Ipam = from.IPAM,
        Options = texts.Of(from.Options),
        Labels = texts.Of(from.Labels),
    };

    public VolumeSnapshot Volume(VolumeResponse from) => new(from.Name)
    {
        Driver = texts.Of(from.Driver),
        Mountpoint = from.Mountpoint ?? "",
        Scope = texts.Of(from.Scope),
        CreatedAt = from.CreatedAt ?? "",
        Options = texts.Of(from.Options),
        Labels = texts.Of(from.Labels),
    };

    public static EngineFacts Facts(VersionResponse version, SystemInfoResponse info, ApiVersion negotiated)
    {
        var labels = info.Labels.Select(label => label.Split('=', 2)).ToLookup(parts => parts.Length == 2);
        return new(info.ID, info.Name, version.Version, negotiated)
        {
            EngineApiVersion = version.APIVersion,
            MinApiVersion = version.MinAPIVersion,
            OperatingSystem = info.OperatingSystem,
            OsType = info.OSType,
            KernelVersion = info.KernelVersion,
            Architecture = info.Architecture,
            StorageDriver = info.Driver,
            LoggingDriver = info.LoggingDriver,
            CgroupVersion = info.CgroupVersion,
            CgroupDriver = info.CgroupDriver,
            LiveRestore = info.LiveRestoreEnabled,
            SwarmState = info.Swarm?.LocalNodeState,
            Cpus = info.NCPU,
            Memory = info.MemTotal,
            Labels = labels[true].GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.First()[1]),
            MalformedLabels = [.. labels[false].Select(parts => parts[0])],
            SecurityOptions = info.SecurityOptions,
            Runtimes = [.. info.Runtimes.Keys.Order(StringComparer.Ordinal)],
            Warnings = info.Warnings,
        };
    }

    // Engines put arguments with spaces in quotes (moby, daemon/list.go).
    private static string CommandLine(string path, IReadOnlyList<string> arguments) =>
        string.Join(' ', arguments.Select(argument => argument.Contains(' ', StringComparison.Ordinal) ? $"'{argument}'" : argument).Prepend(path));

    private static ContainerResources Resources(HostConfig host) => new(
        host.Memory ?? 0, host.MemoryReservation ?? 0, host.NanoCpus ?? 0, host.CpuShares ?? 0, host.CpuQuota ?? 0, host.CpuPeriod ?? 0);

    private IReadOnlyList<PublishedPort> Ports(IEnumerable<(string Port, IReadOnlyList<PortBinding>? Bindings)>? ports) => ports is null ? [] :
    [
        .. ports.SelectMany(port =>
        {
            var parts = port.Port.Split('/', 2);
            var number = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
            var protocol = texts.Of(parts.Length == 2 ? parts[1] : "tcp");
            return port.Bindings is { Count: > 0 } bindings
                ? bindings.Select(binding => new PublishedPort(number, protocol, texts.Of(binding.HostIP), texts.Of(binding.HostPort)))
                : [new PublishedPort(number, protocol, "", "")];
        }).OrderBy(port => (port.ContainerPort, port.Protocol, port.HostIP, port.HostPort)),
    ];

    private ContainerMount Mount(MountPoint from) => new(
        texts.Of(from.Type), from.Name ?? "", from.Source ?? "", texts.Of(from.Destination), texts.Of(from.Driver), texts.Of(from.Mode), from.RW, texts.Of(from.Propagation));

    private ContainerNetwork Network(string name, EndpointSettings from) => new(
        texts.Of(name), texts.Of(from.NetworkID), from.IPAddress ?? "", from.GlobalIPv6Address ?? "", from.MacAddress ?? "", from.EndpointID ?? "");
}
