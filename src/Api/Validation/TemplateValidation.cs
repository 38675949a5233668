using System.Net.Sockets;
using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>The rules of a container.</summary>
internal static class TemplateValidation
{
    private static readonly GoDuration Millisecond = GoDuration.FromTimeSpan(TimeSpan.FromMilliseconds(1));

    public static string ImageAdvice(string image) => $"'{image}' is not an image; write it like nginx, registry.example.com/team/app:1.2 or name@sha256:…";

    public static void Validate(FieldErrors errors, ContainerTemplate template, string path)
    {
        errors.Require(Forms.IsImage(template.Image), $"{path}.image", ImageAdvice(template.Image));
        Environment(errors, template, path);
        Ports(errors, template, path);
        Networks(errors, template, path);
        MountValidation.Validate(errors, template.Mounts, $"{path}.mounts");
        ResourceValidation.Validate(errors, template.Resources, $"{path}.resources");
        errors.Require(
            template.RestartPolicy is { MaximumRetryCount: 0 } or { Name: RestartPolicyName.OnFailure }, $"{path}.restartPolicy", Rules.RetryCount);
        if (template.Healthcheck is { } check)
        {
            Health(errors, check, $"{path}.healthcheck");
        }

        FieldErrors.Each(template.Ulimits, $"{path}.ulimits", (limit, at) =>
            errors.Require(limit.Hard == -1 || (limit.Soft != -1 && limit.Soft <= limit.Hard), at, Rules.UlimitOrder));
        errors.Require(
            !template.Labels.Keys.Any(key => key.StartsWith(MooringLabels.Prefix, StringComparison.Ordinal)), path, Rules.ReservedLabel);
        FieldErrors.Each(template.Dns, $"{path}.dns", (server, at) => errors.Require(Forms.IsAddress(server), at, $"'{server}' {Forms.AddressAdvice}"));
        FieldErrors.Each(template.ExtraHosts, $"{path}.extraHosts", (line, at) => errors.Require(
            line.Split(':', 2) is [var name, var address] && Forms.IsName(name) && (address == "host-gateway" || Forms.IsAddress(address)),
            at,
            $"'{line}' is not name:address; write it like db:10.0.0.5"));
        errors.Require(template.ShmSize is null || template.ShmSize > Quantity.Zero, $"{path}.shmSize", "must be more than 0, or absent for the engine's default");
        if (template.Gpus is { } gpus)
        {
            errors.Require(gpus.Count is not null != gpus.DeviceIds.Count > 0, $"{path}.gpus", Rules.GpuCount);
            errors.Require(gpus.Count is not 0, $"{path}.gpus.count", "0 asks for none: give at least 1, -1 for all, or remove gpus");
        }
    }

    private static void Environment(FieldErrors errors, ContainerTemplate template, string path)
    {
        errors.Unique(template.Env.Select((variable, i) => (variable.Name, $"{path}.env[{i}].name")), name => $"{name} is set twice: remove one");
        FieldErrors.Each(template.Env, $"{path}.env", (variable, at) =>
        {
            errors.Require(string.IsNullOrEmpty(variable.Value) || variable.ValueFrom is null, at, Rules.EnvValue);
            errors.Require(
                variable.ValueFrom is not { } from || from.SecretKeyRef is not null != from.ConfigMapKeyRef is not null, $"{at}.valueFrom", Rules.OneSource);
        });
        FieldErrors.Each(template.EnvFrom, $"{path}.envFrom", (source, at) =>
            errors.Require(source.SecretRef is not null != source.ConfigMapRef is not null, at, Rules.OneSourceRef));
    }

    private static void Ports(FieldErrors errors, ContainerTemplate template, string path)
    {
        FieldErrors.Each(template.Ports, $"{path}.ports", (port, at) =>
        {
            errors.Require(port.HostIP is null || port.HostPort is not null, at, Rules.HostIpWithoutPort);
            errors.Require(port.HostIP is null || Forms.IsAddress(port.HostIP), $"{at}.hostIP", $"'{port.HostIP}' {Forms.AddressAdvice}");
        });
        var indexed = template.Ports.Select((port, i) => (Port: port, Path: $"{path}.ports[{i}]")).ToList();
        errors.Unique(
            indexed.Select(entry => ((entry.Port.ContainerPort, entry.Port.Protocol), $"{entry.Path}.containerPort")),
            key => $"{key.ContainerPort}/{key.Protocol} is there twice: remove one");
        errors.Unique(
            indexed.Where(entry => entry.Port.HostPort is > 0)
                .Select(entry => ((entry.Port.HostPort, entry.Port.Protocol, entry.Port.HostIP), $"{entry.Path}.hostPort")),
            key => $"{key.HostPort}/{key.Protocol} is published twice: give each its own host port");
        errors.Unique(
            indexed.Where(entry => entry.Port.Name is not null).Select(entry => (entry.Port.Name!, $"{entry.Path}.name")),
            name => $"'{name}' names two ports: rename one");
    }

    private static void Networks(FieldErrors errors, ContainerTemplate template, string path)
    {
        var alone = template.Networks.Any(network => network.Name is "host" or "none");
        errors.Require(!alone || template.Networks.Count == 1, path, Rules.NetworkAlone);
        errors.Require(!alone || template.Ports.All(port => port.HostPort is null), path, Rules.HostPortWithoutBridge);
        FieldErrors.Each(template.Networks, $"{path}.networks", (network, at) =>
        {
            errors.Require(
                network.IpAddress is null || Forms.IsAddress(network.IpAddress, AddressFamily.InterNetwork),
                $"{at}.ipAddress",
                $"'{network.IpAddress}' is not an IPv4 address");
            errors.Require(
                network.Ip6Address is null || Forms.IsAddress(network.Ip6Address, AddressFamily.InterNetworkV6),
                $"{at}.ip6Address",
                $"'{network.Ip6Address}' is not an IPv6 address");
        });
    }

    private static void Health(FieldErrors errors, Healthcheck check, string path)
    {
        errors.Require(
            check.Test is ["NONE"] or ["CMD" or "CMD-SHELL", _, ..], path, Rules.HealthcheckTest);
        errors.AtLeast(check.Interval, Millisecond, $"{path}.interval");
        errors.AtLeast(check.Timeout, Millisecond, $"{path}.timeout");
        errors.AtLeast(check.StartPeriod, GoDuration.Zero, $"{path}.startPeriod");
        errors.AtLeast(check.StartInterval, Millisecond, $"{path}.startInterval");
    }
}
