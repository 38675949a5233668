namespace Mooring.Engine.Transport;

/// <summary>A checked endpoint: a unix socket path, or host and port with or without TLS.</summary>
internal sealed record EngineEndpoint(string? SocketPath, string Host, int Port, bool Tls)
{
    private const int PlainPort = 2375;
    private const int TlsPort = 2376;

    public static EngineEndpoint From(Uri uri, TlsCredentials? credentials)
    {
        if (uri.Scheme == "unix")
        {
            return new(Uri.UnescapeDataString(uri.AbsolutePath), "localhost", 0, false);
        }

        var tls = uri.Scheme switch
        {
            "tcp" => credentials is not null,
            "http" => false,
            "https" => true,
            _ => throw new ArgumentException($"An engine endpoint begins with unix://, tcp://, http:// or https://, not {uri.Scheme}://.", nameof(uri)),
        };
        if (tls && credentials is null)
        {
            throw new ArgumentException("An https:// endpoint needs TLS credentials.", nameof(credentials));
        }

        // Port 80 and 443 are what Uri makes of a missing port for http and https; nobody serves an engine there by omission.
        var port = uri.IsDefaultPort || uri.Port < 0 ? (tls ? TlsPort : PlainPort) : uri.Port;
        return new(null, uri.DnsSafeHost, port, tls);
    }

    public override string ToString() =>
        SocketPath is not null ? "unix://" + SocketPath
        : Host.Contains(':', StringComparison.Ordinal) ? $"tcp://[{Host}]:{Port}"
        : $"tcp://{Host}:{Port}";
}
