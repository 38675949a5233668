namespace Mooring.Api;

/// <summary>Facts a Docker Engine states about itself (<c>/info</c> and <c>/version</c>).</summary>
/// <param name="Id">The engine's identity. Two DockerNodes that show the same one are in IdentityConflict.</param>
/// <param name="Name">The host's name.</param>
/// <param name="Version">Version of the engine, such as <c>28.5.2</c>.</param>
/// <param name="ApiVersion">Newest API version the engine speaks.</param>
/// <param name="MinApiVersion">Oldest API version the engine speaks.</param>
/// <param name="Os">Operating system as the engine names it, such as <c>Debian GNU/Linux 12 (bookworm)</c>.</param>
/// <param name="OsType"><c>linux</c> or <c>windows</c>.</param>
/// <param name="Kernel">Version of the kernel.</param>
/// <param name="Arch">Architecture, such as <c>x86_64</c>.</param>
/// <param name="StorageDriver">Such as <c>overlay2</c>.</param>
/// <param name="CgroupVersion"><c>1</c> or <c>2</c>.</param>
/// <param name="Labels">The engine's labels.</param>
/// <param name="SecurityOptions">Such as <c>name=seccomp,profile=default</c>.</param>
/// <param name="LiveRestore">Whether containers keep running while the engine restarts.</param>
/// <param name="SwarmState">Swarm-mode state: <c>inactive</c>, <c>pending</c>, <c>active</c>, <c>error</c> or <c>locked</c>.</param>
public sealed record EngineStatus(
    string Id = "",
    string Name = "",
    string Version = "",
    string ApiVersion = "",
    string MinApiVersion = "",
    string Os = "",
    string OsType = "",
    string Kernel = "",
    string Arch = "",
    string StorageDriver = "",
    string CgroupVersion = "",
    IReadOnlyDictionary<string, string>? Labels = null,
    IReadOnlyList<string>? SecurityOptions = null,
    bool LiveRestore = false,
    string SwarmState = "")
{
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Labels ?? Empty.Map;
    public IReadOnlyList<string> SecurityOptions { get; init; } = SecurityOptions ?? [];
}
