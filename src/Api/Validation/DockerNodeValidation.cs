using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>The rules of a DockerNode beyond its schema, those of the CRD's own rules included.</summary>
public static class DockerNodeValidation
{
    private static readonly GoDuration LeastTimeout = GoDuration.FromTimeSpan(TimeSpan.FromMilliseconds(100));

    /// <summary>Every field that breaks a rule; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(DockerNode node)
    {
        var errors = new FieldErrors();
        var spec = node.Spec;
        var unix = spec.Endpoint.StartsWith("unix://", StringComparison.Ordinal);
        errors.Require(
            unix ? spec.Endpoint.Length > "unix:///".Length && spec.Endpoint[7] == '/'
                : spec.Endpoint.StartsWith("tcp://", StringComparison.Ordinal) && Forms.IsHostPort(spec.Endpoint["tcp://".Length..]),
            "spec.endpoint",
            $"'{spec.Endpoint}' is no endpoint; write it like tcp://host:2376, tcp://[fd00::1]:2376 or unix:///run/docker.sock");
        errors.Require(unix || spec.Tls is not null, "spec", Rules.TlsMissing);
        errors.Require(!unix || spec.Tls is null or { Mode: TlsMode.Disabled }, "spec", Rules.TlsOnUnix);
        if (spec.Tls is { } tls)
        {
            Tls(errors, tls);
        }

        Resources(errors, spec);
        errors.Range(spec.Probe.Interval, GoDuration.FromSeconds(1), GoDuration.FromHours(1), "spec.probe.interval");
        errors.AtLeast(spec.Probe.Timeout, LeastTimeout, "spec.probe.timeout");
        errors.Require(
            spec.Probe.Timeout <= spec.Probe.Interval,
            "spec.probe.timeout",
            $"{spec.Probe.Timeout} is longer than spec.probe.interval ({spec.Probe.Interval}): shorten it, or probe less often");
        if (spec.Bootstrap is { } bootstrap)
        {
            errors.Require(bootstrap.Method is BootstrapMethod.SSH == bootstrap.Ssh is not null, "spec.bootstrap", Rules.BootstrapSsh);
        }

        SharedValidation.Firewall(errors, spec.Firewall, "spec.firewall");
        return errors.All;
    }

    private static void Tls(FieldErrors errors, DockerNodeTls tls)
    {
        errors.Require(tls.Mode is not TlsMode.Provided || tls.SecretRef is not null, "spec.tls", Rules.TlsSecretMissing);
        errors.Require(tls.Mode is TlsMode.Provided || tls.SecretRef is null, "spec.tls", Rules.TlsSecretUnused);
        errors.Require(
            tls.Mode is not TlsMode.Disabled || (tls.ServerName is null && tls.PinnedSHA256 is null), "spec.tls", Rules.TlsDisabledWithVerification);
        errors.Require(tls.Mode is TlsMode.Managed || tls.ExtraSubjectAltNames.Count == 0, "spec.tls", Rules.TlsExtraNamesUnused);
        errors.Require(tls.ServerName is null || Forms.IsName(tls.ServerName), "spec.tls.serverName", $"'{tls.ServerName}' {Forms.NameAdvice}");
        FieldErrors.Each(tls.ExtraSubjectAltNames, "spec.tls.extraSubjectAltNames", (name, at) =>
            errors.Require(Forms.IsName(name), at, $"'{name}' {Forms.NameAdvice}"));
    }

    private static void Resources(FieldErrors errors, DockerNodeSpec spec)
    {
        foreach (var (part, resources) in new[] { ("capacity", spec.Capacity), ("reserved", spec.Reserved) })
        {
            errors.AtLeast(resources?.Cpus, Quantity.Zero, $"spec.{part}.cpus");
            errors.AtLeast(resources?.Memory, Quantity.Zero, $"spec.{part}.memory");
        }

        Reserved(errors, spec.Reserved?.Cpus, spec.Capacity?.Cpus, "cpus");
        Reserved(errors, spec.Reserved?.Memory, spec.Capacity?.Memory, "memory");
    }

    private static void Reserved(FieldErrors errors, Quantity? reserved, Quantity? capacity, string name) => errors.Require(
        reserved is null || capacity is null || reserved <= capacity,
        $"spec.reserved.{name}",
        $"{reserved} is more than spec.capacity.{name} ({capacity}): lower it");
}
