using YamlDotNet.RepresentationModel;

namespace Mooring.Kube.Configuration;

/// <summary>A cluster, user or context of a kubeconfig, or a mapping within one, and the file it stands in.</summary>
/// <param name="Name">What error messages call it.</param>
/// <param name="Body">Its members.</param>
/// <param name="Folder">What relative paths in it start from.</param>
internal sealed record KubeconfigEntry(string Name, YamlMappingNode Body, string Folder)
{
    /// <summary>A text member; null when absent or empty, which kubeconfigs mean the same by.</summary>
    public string? Text(string member) =>
        Find(member) switch
        {
            null => null,
            YamlScalarNode { Value: null or "" or "null" or "~" } => null,
            YamlScalarNode scalar => scalar.Value,
            _ => throw new KubeconfigException($"{Name}: {member} is not a text"),
        };

    /// <summary>A member that says <c>true</c>.</summary>
    public bool Flag(string member) => string.Equals(Text(member), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A file member, relative to the kubeconfig it stands in.</summary>
    public string? File(string member) => Text(member) is { } path ? Path.GetFullPath(path, Folder) : null;

    /// <summary>A member with members, or null.</summary>
    public KubeconfigEntry? Part(string member) =>
        Find(member) is YamlMappingNode body ? new($"{Name}: {member}", body, Folder) : null;

    /// <summary>The entries of a list of mappings.</summary>
    public IEnumerable<KubeconfigEntry> Parts(string member) =>
        (Find(member) as YamlSequenceNode)?.OfType<YamlMappingNode>().Select((body, i) => new KubeconfigEntry($"{Name}: {member}[{i}]", body, Folder)) ?? [];

    /// <summary>The entries of a list of texts.</summary>
    public IReadOnlyList<string> Texts(string member) =>
        [.. (Find(member) as YamlSequenceNode)?.OfType<YamlScalarNode>().Select(item => item.Value ?? "") ?? []];

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Members => Body.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    private YamlNode? Find(string member) => Body.Children.TryGetValue(new YamlScalarNode(member), out var node) ? node : null;
}
