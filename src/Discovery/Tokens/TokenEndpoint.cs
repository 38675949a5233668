using System.Diagnostics.CodeAnalysis;

namespace Mooring.Discovery.Tokens;

/// <summary>A token and the endpoint that knows it (swarm.md 2.4).</summary>
/// <param name="Endpoint">Address of the endpoint, ending with a slash.</param>
/// <param name="Token">The cluster's token.</param>
public sealed record TokenEndpoint(Uri Endpoint, string Token)
{
    /// <summary>The hosted service of old, switched off in 2019.</summary>
    public static Uri Hub { get; } = new("https://discovery.hub.docker.com/v1/");

    /// <summary>
    /// Reads what follows <c>token://</c>: <c>TOKEN</c>, <c>host/base/TOKEN</c> (over https), or <c>http://host/base/TOKEN</c> for an endpoint of one's own
    /// without TLS.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TokenEndpoint? endpoint, [NotNullWhen(false)] out string? error)
    {
        endpoint = null;
        error = null;
        var slash = text.LastIndexOf('/');
        var token = text[(slash + 1)..];
        if (token.Length == 0)
        {
            error = "token is empty";
            return false;
        }

        var address = slash < 0 ? Hub.ToString() : text[..(slash + 1)];
        address = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            error = $"{address} is not an address of a discovery endpoint";
            return false;
        }

        endpoint = new(uri, token);
        return true;
    }
}
