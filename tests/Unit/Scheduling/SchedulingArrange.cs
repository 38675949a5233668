using Mooring.Scheduling;
using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;

namespace Mooring.Tests.Unit.Scheduling;

/// <summary>Short forms for arranging scheduling tests.</summary>
internal static class SchedulingArrange
{
    public const long GiB = 1L << 30;

    public static Expression Expr(string text) =>
        Expression.TryParse(text, out var expression, out var error) ? expression : throw new ArgumentException(error.ToString(), nameof(text));

    public static IReadOnlyList<Expression> Exprs(params string[] texts) => [.. texts.Select(Expr)];

    public static NodeView Node(string name, long cpus = 4, long memory = 4 * GiB, params ContainerView[] containers) =>
        new($"ID-{name}", name) { Total = new(cpus * Resources.OneCpu, memory), Containers = containers };

    public static NodeView Labelled(this NodeView node, string key, string value) =>
        node with { Labels = new Dictionary<string, string>(node.Labels) { [key] = value } };

    public static ContainerView Container(string name, params PortClaim[] ports) =>
        new(IdOf(name)) { Names = [name], Ports = ports };

    public static Request Asking(long cpus = 0, long memory = 0) => new() { Resources = new(cpus * Resources.OneCpu, memory) };

    /// <summary>Places and reserves one after the other; returns the state with all reservations.</summary>
    public static ClusterState Fill(this Scheduler scheduler, ClusterState state, IEnumerable<Request> requests)
    {
        var i = 0;
        foreach (var request in requests)
        {
            var node = scheduler.Place(request, state.Nodes).Node;
            Assert.NotNull(node);
            Assert.True(state.Reserve(node.Id, request.Reserve($"fill-{state.Reservations.Count()}-{i++}")));
        }

        return state;
    }

    public static string IdOf(string name) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));
}
