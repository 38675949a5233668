using Mooring.Api;
using Mooring.Scheduling;
using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;
using PortProtocol = Mooring.Scheduling.Views.PortProtocol;
using Resources = Mooring.Scheduling.Views.Resources;

namespace Mooring.Operator.Placements;

/// <summary>Turns a placement into what the scheduler is asked. Pure.</summary>
public static class PlacementRequest
{
    /// <summary>The request for one replica. Expressions that do not parse are left out; <see cref="FlawOf"/> tells why.</summary>
    public static Request For(Placement placement)
    {
        var template = placement.Spec.Template;
        return new()
        {
            Name = placement.Metadata.Name,
            Group = GroupOf(placement),
            Labels = template.Labels,
            Constraints = [.. Parse(placement.Spec.Constraints)],
            Affinities = [.. Parse(placement.Spec.Affinities)],
            Resources = RequestsOf(template),
            HostNetwork = template.Networks is [{ Name: "host" }],
            Ports = [.. template.Ports.Where(port => port.HostPort is > 0).Select(port => new PortClaim(port.HostPort!.Value, ProtocolOf(port), port.HostIP ?? ""))],
            Exposed = [.. template.Ports.Select(port => new PortClaim(port.ContainerPort, ProtocolOf(port)))],
        };
    }

    /// <summary>The name under which the scheduler counts a placement's containers.</summary>
    public static string GroupOf(Placement placement) => $"{placement.Metadata.Namespace}/{placement.Metadata.Name}";

    /// <summary>What must be free for one replica: a request that is absent is taken from the limit, as in a pod.</summary>
    public static Resources RequestsOf(ContainerTemplate template) => new(
        (template.Resources.Requests?.Cpu ?? template.Resources.Limits?.Cpu)?.ToNanoCpus() ?? 0,
        (template.Resources.Requests?.Memory ?? template.Resources.Limits?.Memory)?.ToBytes() ?? 0);

    /// <summary>Why the scheduler cannot read an expression; null when it can.</summary>
    public static string? FlawOf(string expression) => Expression.TryParse(expression, out _, out var error) ? null : error.ToString();

    private static IEnumerable<Expression> Parse(IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            if (Expression.TryParse(text, out var expression, out _))
            {
                yield return expression;
            }
        }
    }

    private static PortProtocol ProtocolOf(PortMapping port) => port.Protocol switch
    {
        Api.PortProtocol.UDP => PortProtocol.Udp,
        Api.PortProtocol.SCTP => PortProtocol.Sctp,
        _ => PortProtocol.Tcp,
    };
}
