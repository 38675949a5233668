using System.Diagnostics.CodeAnalysis;

namespace Mooring.Discovery;

/// <summary>The <c>--discovery-opt</c> values (swarm.md 2.6) and what Consul's environment variables say.</summary>
public sealed record DiscoveryOptions
{
    /// <summary><c>kv.cacertfile</c>: PEM file of the authorities a store is trusted by. Alone it is enough for TLS.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>kv.certfile</c>: PEM file of the client certificate.</summary>
    public string? CertificateFile { get; init; }

    /// <summary><c>kv.keyfile</c>: PEM file of the client certificate's key.</summary>
    public string? KeyFile { get; init; }

    /// <summary><c>kv.path</c>: replaces <c>docker/swarm/nodes</c>, still under the URL's prefix.</summary>
    public string NodesPath { get; init; } = "docker/swarm/nodes";

    /// <summary><c>kv.username</c>: etcd user, HTTP basic user for Consul, digest user for ZooKeeper.</summary>
    public string? Username { get; init; }

    /// <summary><c>kv.password</c>.</summary>
    public string? Password { get; init; }

    /// <summary><c>kv.token</c>, or <c>CONSUL_HTTP_TOKEN</c>: Consul's ACL token.</summary>
    public string? Token { get; init; }

    /// <summary><c>CONSUL_HTTP_SSL</c>: Consul over TLS with the system's authorities, when no <see cref="CaFile"/> says otherwise.</summary>
    public bool ConsulTls { get; init; }

    /// <summary><c>CONSUL_HTTP_SSL_VERIFY=false</c> clears it: Consul's certificate is then not checked. Contract of its client library.</summary>
    public bool ConsulTlsVerify { get; init; } = true;

    /// <summary>True when a store is to be spoken to over TLS.</summary>
    public bool Tls => CaFile is not null || CertificateFile is not null;

    /// <summary>Reads <c>key=value</c> texts; unknown keys are ignored, the last of equal keys wins.</summary>
    /// <param name="pairs">As given to <c>--discovery-opt</c>.</param>
    /// <param name="options">The options.</param>
    /// <param name="error">What is wrong with them.</param>
    public static bool TryParse(IEnumerable<string> pairs, [NotNullWhen(true)] out DiscoveryOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = new();
        error = null;
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 0)
            {
                error = "--discovery-opt must contain key=value strings";
                break;
            }

            options = options.With(pair[..at], pair[(at + 1)..]);
        }

        if (error is null && options.CertificateFile is null != options.KeyFile is null)
        {
            error = "kv.certfile and kv.keyfile must be given together";
        }

        options = error is null ? options : null;
        return options is not null;
    }

    /// <summary>Adds <c>CONSUL_HTTP_TOKEN</c>, <c>CONSUL_HTTP_AUTH</c>, <c>CONSUL_HTTP_SSL</c> and <c>CONSUL_HTTP_SSL_VERIFY</c> where no option speaks.</summary>
    /// <param name="environment">Value of a variable, or null.</param>
    public DiscoveryOptions WithConsulEnvironment(Func<string, string?> environment)
    {
        var login = environment("CONSUL_HTTP_AUTH")?.Split(':', 2);
        return this with
        {
            Token = Token ?? environment("CONSUL_HTTP_TOKEN"),
            Username = Username ?? login?[0],
            Password = Password ?? (login is [_, var password] ? password : null),
            ConsulTls = ConsulTls || IsTrue(environment("CONSUL_HTTP_SSL")),
            ConsulTlsVerify = ConsulTlsVerify && !IsFalse(environment("CONSUL_HTTP_SSL_VERIFY")),
        };
    }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(DiscoveryOptions)} {{ {nameof(NodesPath)} = {NodesPath}, {nameof(Tls)} = {Tls} }}";

    private DiscoveryOptions With(string key, string value) => key switch
    {
        "kv.cacertfile" => this with { CaFile = value },
        "kv.certfile" => this with { CertificateFile = value },
        "kv.keyfile" => this with { KeyFile = value },
        "kv.path" => this with { NodesPath = value },
        "kv.username" => this with { Username = value },
        "kv.password" => this with { Password = value },
        "kv.token" => this with { Token = value },
        _ => this,
    };

    // The texts Go's strconv.ParseBool takes, as the original's client library did.
    private static bool IsTrue(string? text) => text is "1" or "t" or "T" or "true" or "TRUE" or "True";

    private static bool IsFalse(string? text) => text is "0" or "f" or "F" or "false" or "FALSE" or "False";
}
