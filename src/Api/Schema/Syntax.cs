namespace Mooring.Api.Schema;

/// <summary>Patterns that the schema and the validation share. All are anchored and mean the same in RE2 and in .NET.</summary>
public static class Syntax
{
    /// <summary>Lower-case name of Kubernetes: RFC 1123 subdomain.</summary>
    public const string Subdomain = "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$";

    /// <summary>RFC 1123 label.</summary>
    public const string DnsLabel = "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$";

    /// <summary>Key in the data of a Secret or ConfigMap.</summary>
    public const string DataKey = "^[-._a-zA-Z0-9]+$";

    /// <summary>
    /// Duration in Go's syntax, largest unit first, at most milliseconds: <c>90s</c>, <c>1h30m</c>, <c>500ms</c>. Whatever matches fits a
    /// <see cref="GoDuration"/>.
    /// </summary>
    public const string Duration = "^([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,9}(\\.[0-9]{1,3})?s)?([0-9]{1,9}ms)?$";

    /// <summary>Quantity of Kubernetes, not negative: <c>500m</c>, <c>1.5</c>, <c>2Gi</c>.</summary>
    public const string Quantity = "^([0-9]{1,18}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][-+]?[0-9]{1,2})?$";

    /// <summary>A percentage from 0 to 100.</summary>
    public const string Percent = "^(100|[0-9]{1,2})%$";

    /// <summary><c>tcp://host:port</c> or <c>unix:///path</c>.</summary>
    public const string Endpoint = "^(tcp://([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}|unix:///.+)$";

    /// <summary>Host name or address, with a port: <c>host:port</c>, <c>[v6]:port</c>.</summary>
    public const string HostPort = "^([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$";

    /// <summary>SHA-256 in hexadecimal, with or without colons.</summary>
    public const string Sha256 = "^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$";

    /// <summary>IPv4 or IPv6 address; its numbers are checked by the validation.</summary>
    public const string IpAddress = "^([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$";

    /// <summary>Network in CIDR notation; its numbers are checked by the validation.</summary>
    public const string Cidr = "^([0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*/[0-9]{1,3})$";

    /// <summary>One port or a range of ports: <c>80</c>, <c>8000-8010</c>.</summary>
    public const string PortRange = "^[0-9]{1,5}(-[0-9]{1,5})?$";

    /// <summary>Absolute path inside a Linux host or container.</summary>
    public const string AbsolutePath = "^/";

    /// <summary>Name of an environment variable.</summary>
    public const string EnvName = "^[^=]+$";

    /// <summary>Host name as the kernel takes it.</summary>
    public const string HostName = "^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?$";

    /// <summary>Name of a Docker object: container, network, volume.</summary>
    public const string DockerName = "^[a-zA-Z0-9][a-zA-Z0-9_.-]*$";

    /// <summary>Linux capability, with or without <c>CAP_</c>, or <c>ALL</c>.</summary>
    public const string Capability = "^(CAP_)?[A-Z][A-Z0-9_]*$";

    /// <summary>File mode in octal digits, such as <c>0400</c>.</summary>
    public const string FileMode = "^[0-7]{3,4}$";

    /// <summary>User or group, by name or number, with an optional group: <c>1000</c>, <c>app:app</c>.</summary>
    public const string User = "^[a-zA-Z0-9_.-]+(:[a-zA-Z0-9_.-]+)?$";

    /// <summary>Extra line of the hosts file: <c>name:address</c>.</summary>
    public const string ExtraHost = "^[A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?:.+$";
}
