using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>The rules of mounts.</summary>
internal static class MountValidation
{
    public static void Validate(FieldErrors errors, IReadOnlyList<Mount> mounts, string path)
    {
        FieldErrors.Each(mounts, path, (mount, at) => One(errors, mount, at));
        errors.Unique(
            mounts.Select((mount, i) => (mount.MountPath.TrimEnd('/'), $"{path}[{i}].mountPath")), target => $"{target} is mounted twice: remove one");
    }

    private static void One(FieldErrors errors, Mount mount, string path)
    {
        errors.Require(mount.MountPath.TrimEnd('/').Length > 0, $"{path}.mountPath", "the root of the container cannot be mounted: name a path below it");
        errors.Require(mount.Type is MountType.Bind == mount.Bind is not null, path, Rules.MountBind);
        errors.Require(mount.Type is MountType.Volume || mount.Volume is null, path, Rules.MountVolume);
        errors.Require(mount.Type is MountType.Tmpfs || mount.Tmpfs is null, path, Rules.MountTmpfs);
        errors.Require(mount.Type is MountType.Secret == mount.Secret is not null, path, Rules.MountSecret);
        errors.Require(mount.Type is MountType.ConfigMap == mount.ConfigMap is not null, path, Rules.MountConfigMap);
        Files(errors, mount.Secret, $"{path}.secret");
        Files(errors, mount.ConfigMap, $"{path}.configMap");
    }

    private static void Files(FieldErrors errors, FilesSource? source, string path) =>
        FieldErrors.Each(source?.Items ?? [], $"{path}.items", (item, at) => errors.Require(
            !item.Path.StartsWith('/') && !item.Path.Split('/').Contains(".."),
            $"{at}.path",
            $"'{item.Path}' leaves the mount path: give a relative path without '..'"));
}
