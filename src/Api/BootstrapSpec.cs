using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>How a host is prepared: certificates, engine settings, firewall.</summary>
/// <param name="Method">Who runs the script that prepares the host.</param>
/// <param name="Ssh">With method SSH: how to log in.</param>
/// <param name="LiveRestore">Whether the engine is set to keep containers running while it restarts. Engines in Swarm mode cannot.</param>
[CelRule("(self.method == 'SSH') == has(self.ssh)", Rules.BootstrapSsh)]
public sealed record BootstrapSpec(
    BootstrapMethod Method = BootstrapMethod.Script,
    SshAccess? Ssh = null,
    LiveRestore LiveRestore = LiveRestore.Unchanged);

/// <summary>Who runs the script that prepares a host.</summary>
public enum BootstrapMethod
{
    /// <summary>A person or cloud-init: the script is put into a Secret.</summary>
    Script,

    /// <summary>The operator, over SSH.</summary>
    SSH,
}

/// <summary>The engine's <c>live-restore</c> setting.</summary>
public enum LiveRestore
{
    /// <summary>Left as it is.</summary>
    Unchanged,

    /// <summary>Switched on.</summary>
    Enabled,

    /// <summary>Switched off.</summary>
    Disabled,
}

/// <summary>A login over SSH. The host key is always checked.</summary>
/// <param name="SecretRef">Secret of type <c>kubernetes.io/ssh-auth</c> with the private key in <c>ssh-privatekey</c>.</param>
/// <param name="HostKeys">Accepted host keys, one a line of <c>known_hosts</c> without the host: <c>ssh-ed25519 AAAA…</c>.</param>
/// <param name="Host">Name or address to log in at. Absent: the host of the endpoint.</param>
/// <param name="Port">TCP port.</param>
/// <param name="User">Login; anyone but root needs sudo without a password.</param>
public sealed record SshAccess(
    LocalObjectReference SecretRef,
    [Items(1, 8), ItemLength(1, 2048)] IReadOnlyList<string> HostKeys,
    [Length(1, 253), Pattern(Syntax.HostName)] string? Host = null,
    [Minimum(1), Maximum(65535)] int Port = 22,
    [Length(1, 64)] string User = "root");
