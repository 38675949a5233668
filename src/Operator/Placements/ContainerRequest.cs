using System.Globalization;
using Mooring.Api;
using Mooring.Engine.Models;

namespace Mooring.Operator.Placements;

/// <summary>Turns a template into what the Engine API's container create takes. Pure.</summary>
public static class ContainerRequest
{
    /// <summary>The one name of the container that fills a slot: Kubernetes names have no underscore, so it cannot be read two ways.</summary>
    public static string NameOf(Placement placement, string slot) => $"{placement.Metadata.Namespace}_{placement.Metadata.Name}_{slot}";

    /// <summary>The request for one slot.</summary>
    /// <param name="placement">A valid placement.</param>
    /// <param name="slot">The slot to fill.</param>
    /// <param name="revision">Fingerprint of the template.</param>
    /// <param name="owner">The operator installation.</param>
    public static CreateContainerParameters For(Placement placement, string slot, string revision, string owner)
    {
        var template = placement.Spec.Template;
        return new()
        {
            Name = NameOf(placement, slot),
            Image = template.Image,
            Hostname = template.Hostname,
            User = template.User,
            WorkingDir = template.WorkingDir,
            Entrypoint = NullIfEmpty(template.Command),
            Cmd = NullIfEmpty(template.Args),
            Env = NullIfEmpty([.. template.Env.Select(variable => $"{variable.Name}={variable.Value}")]),
            Labels = Labels(placement, slot, revision, owner),
            ExposedPorts = template.Ports.Count == 0 ? null : template.Ports.ToDictionary(PortKey, _ => new EmptyStruct()),
            StopSignal = template.StopSignal,
            StopTimeout = template.TerminationGracePeriodSeconds,
            Healthcheck = template.Healthcheck is { } check ? HealthcheckOf(check) : null,
            HostConfig = HostConfigOf(template),
            NetworkingConfig = NetworksOf(template),
        };
    }

    private static Dictionary<string, string> Labels(Placement placement, string slot, string revision, string owner) =>
        new(placement.Spec.Template.Labels)
        {
            [MooringLabels.Owner] = owner,
            [MooringLabels.Namespace] = placement.Metadata.Namespace,
            [MooringLabels.Placement] = placement.Metadata.Name,
            [MooringLabels.Uid] = placement.Metadata.Uid,
            [MooringLabels.Slot] = slot,
            [MooringLabels.Revision] = revision,
            [RequestsLabel.Name] = RequestsLabel.Write(PlacementRequest.RequestsOf(placement.Spec.Template)),
        };

    private static HostConfig HostConfigOf(ContainerTemplate template) => new()
    {
        RestartPolicy = new()
        {
            Name = template.RestartPolicy.Name switch
            {
                RestartPolicyName.Always => "always",
                RestartPolicyName.UnlessStopped => "unless-stopped",
                RestartPolicyName.OnFailure => "on-failure",
                _ => "no",
            },
            MaximumRetryCount = template.RestartPolicy.MaximumRetryCount,
        },
        NetworkMode = template.Networks is [var first, ..] ? first.Name : null,
        PortBindings = PortBindings(template),
        Mounts = NullIfEmpty([.. template.Mounts.Select(MountOf)]),
        NanoCpus = template.Resources.Limits?.Cpu?.ToNanoCpus(),
        Memory = template.Resources.Limits?.Memory?.ToBytes(),
        MemoryReservation = template.Resources.Requests?.Memory?.ToBytes(),
        PidsLimit = template.Resources.Limits?.Pids,
        CapAdd = NullIfEmpty(template.CapAdd),
        CapDrop = NullIfEmpty(template.CapDrop),
        Privileged = template.Privileged ? true : null,
        SecurityOpt = NullIfEmpty(template.SecurityOpt),
        ReadonlyRootfs = template.ReadonlyRootfs ? true : null,
        GroupAdd = NullIfEmpty(template.GroupAdd),
        Devices = NullIfEmpty([.. template.Devices.Select(device => new Engine.Models.DeviceMapping
        {
            PathOnHost = device.PathOnHost,
            PathInContainer = device.PathInContainer ?? device.PathOnHost,
            CgroupPermissions = device.CgroupPermissions,
        })]),
        DeviceRequests = template.Gpus is { } gpus ? [GpusOf(gpus)] : null,
        Ulimits = NullIfEmpty([.. template.Ulimits.Select(limit => new Engine.Models.Ulimit { Name = limit.Name, Soft = limit.Soft, Hard = limit.Hard })]),
        Sysctls = NullIfEmpty(template.Sysctls),
        LogConfig = template.LogConfig is { } log ? new() { Type = log.Type, Config = NullIfEmpty(log.Config) } : null,
        DNS = NullIfEmpty(template.Dns),
        DNSSearch = NullIfEmpty(template.DnsSearch),
        DNSOptions = NullIfEmpty(template.DnsOptions),
        ExtraHosts = NullIfEmpty(template.ExtraHosts),
        Init = template.Init ? true : null,
        ShmSize = template.ShmSize?.ToBytes(),
        Runtime = template.Runtime,
    };

    private static string PortKey(PortMapping port) =>
        string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{port.Protocol.ToString().ToLowerInvariant()}");

    private static Dictionary<string, IReadOnlyList<PortBinding>>? PortBindings(ContainerTemplate template)
    {
        var published = template.Ports.Where(port => port.HostPort is not null).ToList();
        return published.Count == 0 ? null : published.ToDictionary(PortKey, IReadOnlyList<PortBinding> (port) =>
        [
            new() { HostIP = port.HostIP, HostPort = port.HostPort is > 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : "" },
        ]);
    }

    private static Engine.Models.Mount MountOf(Api.Mount mount) => mount.Type switch
    {
        MountType.Bind => new()
        {
            Type = "bind",
            Source = mount.Bind!.Path,
            Target = mount.MountPath,
            ReadOnly = mount.ReadOnly,
            BindOptions = new()
            {
                Propagation = mount.Bind.Propagation switch
                {
                    MountPropagation.HostToContainer => "rslave",
                    MountPropagation.Bidirectional => "rshared",
                    _ => "rprivate",
                },
                CreateMountpoint = mount.Bind.CreateHostPath ? true : null,
            },
        },
        MountType.Tmpfs => new()
        {
            Type = "tmpfs",
            Target = mount.MountPath,
            ReadOnly = mount.ReadOnly,
            TmpfsOptions = new() { SizeBytes = mount.Tmpfs?.Size?.ToBytes(), Mode = Convert.ToInt32(mount.Tmpfs?.Mode ?? "1777", 8) },
        },
        _ => new()
        {
            Type = "volume",
            Source = mount.Volume?.Name,
            Target = mount.MountPath,
            ReadOnly = mount.ReadOnly,
            VolumeOptions = new()
            {
                NoCopy = mount.Volume?.NoCopy,
                Labels = NullIfEmpty(mount.Volume?.Labels),
                DriverConfig = mount.Volume is { } volume ? new() { Name = volume.Driver, Options = NullIfEmpty(volume.DriverOptions) } : null,
            },
        },
    };

    private static HealthcheckConfig HealthcheckOf(Healthcheck check) => new()
    {
        Test = check.Test,
        Interval = check.Interval?.ToTimeSpan(),
        Timeout = check.Timeout?.ToTimeSpan(),
        StartPeriod = check.StartPeriod?.ToTimeSpan(),
        StartInterval = check.StartInterval?.ToTimeSpan(),
        Retries = check.Retries == 0 ? null : check.Retries,
    };

    private static DeviceRequest GpusOf(GpuRequest gpus) => new()
    {
        Driver = gpus.Driver,
        Count = gpus.Count,
        DeviceIDs = NullIfEmpty(gpus.DeviceIds),
        Capabilities = [gpus.Capabilities],
    };

    private static NetworkingConfig? NetworksOf(ContainerTemplate template) => template.Networks is [var main, ..] && main.Name is not ("host" or "none")
        ? new()
        {
            EndpointsConfig = new Dictionary<string, EndpointSettings>
            {
                [main.Name] = new()
                {
                    Aliases = NullIfEmpty(main.Aliases),
                    IPAMConfig = main.IpAddress is null && main.Ip6Address is null ? null : new() { IPv4Address = main.IpAddress, IPv6Address = main.Ip6Address },
                },
            },
        }
        : null;

    private static IReadOnlyList<T>? NullIfEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;

    private static Dictionary<string, string>? NullIfEmpty(IReadOnlyDictionary<string, string>? map) => map is { Count: > 0 } ? new(map) : null;
}
