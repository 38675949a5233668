using System.Text.Json.Serialization;

namespace Mooring.Tests.Testbed.Hosts;

/// <summary>What sets a host apart.</summary>
/// <param name="Name">Its host name, unique within the instance.</param>
public sealed record DockerHostOptions(string Name)
{
    /// <summary>The engine it runs.</summary>
    public EngineRelease Engine { get; init; } = EngineRelease.Installed;

    /// <summary>Engine labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>TLS or not.</summary>
    public EnginePort Port { get; init; } = EnginePort.Tls;

    /// <summary>Certificates other than those the instance's authority issues.</summary>
    [JsonIgnore]
    public EngineCertificates? Certificates { get; init; }

    /// <summary>Containers live on while the engine is down. Swarm mode excludes it.</summary>
    public bool LiveRestore { get; init; }

    /// <summary>More members of daemon.json, as a JSON object; they win over ours.</summary>
    public string DaemonJson { get; init; } = "{}";

    /// <summary>Size of a data root in memory (<c>64m</c>), to fill it up; on the machine's disk otherwise.</summary>
    public string? DataRootSize { get; init; }

    /// <summary>The host whose engine identity this one copies, as a cloned virtual machine does.</summary>
    public string? IdentityOf { get; init; }
}
