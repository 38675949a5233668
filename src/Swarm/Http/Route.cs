namespace Mooring.Swarm.Http;

/// <summary>Answers one request.</summary>
public delegate Task Handler(ApiCall call);

/// <summary>One row of the route table. A template has at most one <c>{name}</c>, which may itself hold slashes.</summary>
public sealed class Route
{
    private readonly string _method;
    private readonly string _prefix;
    private readonly string? _suffix;

    /// <summary>Creates a row such as <c>GET /containers/{name}/json</c>.</summary>
    public Route(string method, string template, Handler handler)
    {
        _method = method;
        Handler = handler;
        var open = template.IndexOf('{', StringComparison.Ordinal);
        _prefix = open < 0 ? template : template[..open];
        _suffix = open < 0 ? null : template[(template.IndexOf('}', open) + 1)..];
    }

    /// <summary>What answers it.</summary>
    public Handler Handler { get; }

    /// <summary>Whether the row answers the request; <paramref name="name"/> is the decoded text in place of <c>{name}</c>.</summary>
    public bool Matches(string method, string path, out string name)
    {
        name = "";
        if (method != _method)
        {
            return false;
        }

        if (_suffix is null)
        {
            return path == _prefix;
        }

        var length = path.Length - _prefix.Length - _suffix.Length;
        if (length <= 0 || !path.StartsWith(_prefix, StringComparison.Ordinal) || !path.EndsWith(_suffix, StringComparison.Ordinal))
        {
            return false;
        }

        name = Uri.UnescapeDataString(path.AsSpan(_prefix.Length, length));
        return name[^1] != '/';
    }
}
