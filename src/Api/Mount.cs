using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>Something that appears in the container's file system.</summary>
/// <param name="MountPath">Absolute path inside the container; for files from a Secret or ConfigMap the directory they are put into.</param>
/// <param name="Type">What is mounted; the member of the same name says more.</param>
/// <param name="ReadOnly">Whether the container cannot write to it.</param>
/// <param name="Bind">With type Bind: a path of the host.</param>
/// <param name="Volume">With type Volume: a volume of the engine. Absent: an anonymous one.</param>
/// <param name="Tmpfs">With type Tmpfs: memory. Absent: without a limit.</param>
/// <param name="Secret">With type Secret: files from a Secret.</param>
/// <param name="ConfigMap">With type ConfigMap: files from a ConfigMap.</param>
[CelRule("(self.type == 'Bind') == has(self.bind)", Rules.MountBind)]
[CelRule("self.type == 'Volume' || !has(self.volume)", Rules.MountVolume)]
[CelRule("self.type == 'Tmpfs' || !has(self.tmpfs)", Rules.MountTmpfs)]
[CelRule("(self.type == 'Secret') == has(self.secret)", Rules.MountSecret)]
[CelRule("(self.type == 'ConfigMap') == has(self.configMap)", Rules.MountConfigMap)]
public sealed record Mount(
    [Length(1, 4096), Pattern(Syntax.AbsolutePath)] string MountPath,
    MountType Type,
    bool ReadOnly = false,
    BindSource? Bind = null,
    VolumeSource? Volume = null,
    TmpfsSource? Tmpfs = null,
    FilesSource? Secret = null,
    FilesSource? ConfigMap = null);

/// <summary>What is mounted.</summary>
public enum MountType
{
    /// <summary>A volume of the engine.</summary>
    Volume,

    /// <summary>Memory.</summary>
    Tmpfs,

    /// <summary>A path of the host.</summary>
    Bind,

    /// <summary>Files from a Secret.</summary>
    Secret,

    /// <summary>Files from a ConfigMap.</summary>
    ConfigMap,
}

/// <summary>A path of the host.</summary>
/// <param name="Path">Absolute path on the host.</param>
/// <param name="Propagation">How mounts made later on one side appear on the other.</param>
/// <param name="CreateHostPath">Whether a missing path is made as a directory; otherwise the container does not start.</param>
public sealed record BindSource(
    [Length(1, 4096), Pattern(Syntax.AbsolutePath)] string Path,
    MountPropagation Propagation = MountPropagation.Private,
    bool CreateHostPath = false);

/// <summary>How mounts made later on one side appear on the other.</summary>
public enum MountPropagation
{
    /// <summary>Not at all.</summary>
    Private,

    /// <summary>The host's in the container.</summary>
    HostToContainer,

    /// <summary>Both ways.</summary>
    Bidirectional,
}

/// <summary>A volume of the engine. It is made when missing and never removed with the container.</summary>
/// <param name="Name">Name of the volume on its host. Absent: an anonymous one, removed with the container.</param>
/// <param name="Driver">Volume driver.</param>
/// <param name="DriverOptions">Options of the driver.</param>
/// <param name="Labels">Labels of the volume.</param>
/// <param name="NoCopy">Whether a new volume stays empty instead of taking what the image has at the path.</param>
public sealed record VolumeSource(
    [Length(1, 255), Pattern(Syntax.DockerName)] string? Name = null,
    [Length(1, 255)] string Driver = "local",
    [Items(0, 32)] IReadOnlyDictionary<string, string>? DriverOptions = null,
    [Items(0, 32)] IReadOnlyDictionary<string, string>? Labels = null,
    bool NoCopy = false)
{
    public IReadOnlyDictionary<string, string> DriverOptions { get; init; } = DriverOptions ?? Empty.Map;
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Labels ?? Empty.Map;
}

/// <summary>Memory as a file system.</summary>
/// <param name="Size">Most bytes it takes. Absent: no limit.</param>
/// <param name="Mode">Permissions of its root, octal.</param>
public sealed record TmpfsSource(Quantity? Size = null, [Length(3, 4), Pattern(Syntax.FileMode)] string Mode = "1777");

/// <summary>Files from a Secret or ConfigMap. A changed source makes a new revision.</summary>
/// <param name="Name">Its <c>metadata.name</c>.</param>
/// <param name="Items">Which keys, and under which names. Empty: every key under its own name.</param>
/// <param name="DefaultMode">Permissions of files that name none, octal.</param>
/// <param name="Uid">Numeric owner of the files.</param>
/// <param name="Gid">Numeric group of the files.</param>
/// <param name="Optional">When true, a missing source gives no files; otherwise the container waits for it.</param>
public sealed record FilesSource(
    [Length(1, 253), Pattern(Syntax.Subdomain)] string Name,
    [Items(0, 128), ListMap("key")] IReadOnlyList<FileItem>? Items = null,
    [Length(3, 4), Pattern(Syntax.FileMode)] string DefaultMode = "0444",
    [Minimum(0)] int Uid = 0,
    [Minimum(0)] int Gid = 0,
    bool Optional = false)
{
    public IReadOnlyList<FileItem> Items { get; init; } = Items ?? [];
}

/// <summary>One file.</summary>
/// <param name="Key">Key in the source.</param>
/// <param name="Path">Path below the mount path.</param>
/// <param name="Mode">Permissions, octal. Absent: the default mode.</param>
public sealed record FileItem(
    [Length(1, 253), Pattern(Syntax.DataKey)] string Key,
    [Length(1, 4096)] string Path,
    [Length(3, 4), Pattern(Syntax.FileMode)] string? Mode = null);
