namespace Mooring.Kube.Configuration;

/// <summary>How requests prove who sends them, beside a client certificate. None of these prints its secret.</summary>
public abstract record KubeCredentials
{
    private KubeCredentials() { }

    /// <summary>By nothing but the client certificate, if there is one.</summary>
    public sealed record None : KubeCredentials;

    /// <summary>By a bearer token that never changes.</summary>
    public sealed record Token(string Value) : KubeCredentials
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(Token);
    }

    /// <summary>By a bearer token in a file that is read again every minute and after a refusal.</summary>
    public sealed record TokenFile(string Path) : KubeCredentials;

    /// <summary>By name and password.</summary>
    public sealed record Basic(string User, string Password) : KubeCredentials
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(Basic);
    }

    /// <summary>By what a program prints: <c>client.authentication.k8s.io</c>.</summary>
    public sealed record Exec(ExecPlugin Plugin) : KubeCredentials;
}
