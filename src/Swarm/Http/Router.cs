using Microsoft.AspNetCore.Http;

namespace Mooring.Swarm.Http;

/// <summary>Finds the row of the route table that answers a request.</summary>
/// <param name="routes">The table; the first row that matches answers.</param>
/// <param name="fallback">Answers what no row does; throws 404 itself.</param>
public sealed class Router(IReadOnlyList<Route> routes, Handler fallback)
{
    /// <summary>Answers one request.</summary>
    public Task RouteAsync(HttpContext context, RequestPath path)
    {
        foreach (var route in routes)
        {
            if (route.Matches(context.Request.Method, path.Path, out var name))
            {
                return route.Handler(new(context, path, name));
            }
        }

        return fallback(new(context, path, ""));
    }
}
