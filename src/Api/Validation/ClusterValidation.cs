using System.Net;
using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>The rules of a Cluster beyond its schema, those of the CRD's own rules included.</summary>
public static class ClusterValidation
{
    private static readonly GoDuration Second = GoDuration.FromSeconds(1);

    /// <summary>Every field that breaks a rule; empty when the spec can be acted on.</summary>
    public static IReadOnlyList<FieldError> Validate(Cluster cluster)
    {
        var errors = new FieldErrors();
        var spec = cluster.Spec;
        SharedValidation.Selector(errors, spec.NodeSelector, "spec.nodeSelector");
        Tls(errors, spec.Tls);
        Discovery(errors, spec.Discovery);
        if (spec.Swarm is { } swarm)
        {
            Swarm(errors, swarm);
        }

        Networks(errors, spec.Networks);
        FieldErrors.Each(spec.Registry?.Mirrors ?? [], "spec.registry.mirrors", (mirror, at) => errors.Require(
            Uri.TryCreate(mirror, UriKind.Absolute, out var url) && url.Scheme is "http" or "https",
            at,
            $"'{mirror}' is not a URL; write it like https://mirror.example.com"));
        SharedValidation.Firewall(errors, spec.Firewall, "spec.firewall");
        return errors.All;
    }

    private static void Tls(FieldErrors errors, ClusterTls tls)
    {
        errors.Range(tls.CaLifetime, GoDuration.FromMinutes(10), GoDuration.FromHours(175_200), "spec.tls.caLifetime");
        errors.Range(tls.CertificateLifetime, GoDuration.FromMinutes(1), GoDuration.FromHours(26_280), "spec.tls.certificateLifetime");
        errors.Require(
            tls.CaSecretRef is not null || tls.CertificateLifetime < tls.CaLifetime,
            "spec.tls.certificateLifetime",
            $"{tls.CertificateLifetime} must be shorter than spec.tls.caLifetime ({tls.CaLifetime}): shorten it");
        errors.Require(
            tls.RenewBefore is null || (tls.RenewBefore > GoDuration.Zero && tls.RenewBefore < tls.CertificateLifetime),
            "spec.tls.renewBefore",
            $"{tls.RenewBefore} must be more than nothing and less than spec.tls.certificateLifetime ({tls.CertificateLifetime})");
    }

    private static void Discovery(FieldErrors errors, DiscoverySpec discovery)
    {
        const string Path = "spec.discovery";
        var (type, count) = (discovery.Type, discovery.Endpoints.Count);
        errors.Require(type is not DiscoveryType.Etcd || discovery.Managed is not null != count > 0, Path, Rules.DiscoveryEtcd);
        errors.Require(type is DiscoveryType.Etcd || discovery.Managed is null, Path, Rules.DiscoveryManagedUnused);
        errors.Require(type is not DiscoveryType.Consul || count == 1, Path, Rules.DiscoveryConsul);
        errors.Require(type is not (DiscoveryType.ZooKeeper or DiscoveryType.Token) || count > 0, Path, Rules.DiscoveryEndpoints);
        errors.Require(type is not (DiscoveryType.File or DiscoveryType.Token) || !string.IsNullOrEmpty(discovery.Path), Path, Rules.DiscoveryPath);
        errors.Require(type is not (DiscoveryType.Nodes or DiscoveryType.File) || count == 0, Path, Rules.DiscoveryEndpointsUnused);
        errors.Require(
            type is not DiscoveryType.File || string.IsNullOrEmpty(discovery.Path) || discovery.Path.StartsWith('/'),
            $"{Path}.path",
            $"'{discovery.Path}' must be an absolute path on the hosts");
        FieldErrors.Each(discovery.Endpoints, $"{Path}.endpoints", (endpoint, at) => errors.Require(
            Forms.IsHostPort(type is DiscoveryType.Token ? endpoint.Split('/')[0] : endpoint), at, $"'{endpoint}' {Forms.HostPortAdvice}"));
        if (discovery.Managed is { } managed)
        {
            errors.Require(managed.Replicas is 1 or 3 or 5, $"{Path}.managed", Rules.EtcdReplicas);
            errors.Require(Forms.IsImage(managed.Image), $"{Path}.managed.image", TemplateValidation.ImageAdvice(managed.Image));
            errors.Require(
                managed.ClientPort != managed.PeerPort, $"{Path}.managed.peerPort", $"{managed.PeerPort} is the client port too: give another");
        }
    }

    private static void Swarm(FieldErrors errors, SwarmSpec swarm)
    {
        errors.Require(Forms.IsImage(swarm.Image), "spec.swarm.image", TemplateValidation.ImageAdvice(swarm.Image));
        errors.AtLeast(swarm.Agent.Heartbeat, Second, "spec.swarm.agent.heartbeat");
        errors.AtLeast(swarm.Agent.Delay, GoDuration.Zero, "spec.swarm.agent.delay");
        errors.Require(
            swarm.Agent.Ttl > swarm.Agent.Heartbeat,
            "spec.swarm.agent.ttl",
            $"{swarm.Agent.Ttl} must be longer than spec.swarm.agent.heartbeat ({swarm.Agent.Heartbeat}), or registrations end between two of them");
        SharedValidation.Selector(errors, swarm.Manager.NodeSelector, "spec.swarm.manager.nodeSelector");
        errors.AtLeast(swarm.Manager.ReplicationTtl, Second, "spec.swarm.manager.replicationTtl");
        errors.Unique(
            swarm.Manager.Filters.Select((filter, i) => (filter, $"spec.swarm.manager.filters[{i}]")), filter => $"{filter} is there twice: remove one");
    }

    private static void Networks(FieldErrors errors, IReadOnlyList<ClusterNetwork> networks)
    {
        var seen = new List<(IPNetwork Range, string Path)>();
        FieldErrors.Each(networks, "spec.networks", (network, at) => FieldErrors.Each(network.Subnets, $"{at}.subnets", (subnet, here) =>
        {
            if (!Forms.TryNetwork(subnet, out var range))
            {
                errors.Require(false, here, $"'{subnet}' {Forms.CidrAdvice}");
                return;
            }

            var other = seen.Find(known => known.Range.Contains(range.BaseAddress) || range.Contains(known.Range.BaseAddress)).Path;
            errors.Require(other is null, here, $"{subnet} overlaps with {other}: choose another range");
            seen.Add((range, here));
        }));
    }
}
