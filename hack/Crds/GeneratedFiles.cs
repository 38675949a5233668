using System.Reflection;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Crds;

/// <summary>Every generated file of the repository.</summary>
public static class GeneratedFiles
{
    private static readonly Type[] Kinds = [typeof(DockerNode), typeof(Cluster), typeof(Placement)];

    /// <summary>Path below the root of the repository and content.</summary>
    public static IReadOnlyDictionary<string, string> All()
    {
        var docs = ApiDocs.Load();
        var files = new Dictionary<string, string> { ["docs/conditions.md"] = ConditionPage.Write(docs) };
        foreach (var kind in Kinds)
        {
            var resource = kind.GetCustomAttribute<ResourceAttribute>()!;
            files[$"crds/{MooringApi.Group}_{resource.Plural}.yaml"] = Yaml.Write(new Crd(docs).Of(kind));
            files[$"docs/resources/{resource.Singular}.md"] = ResourcePage.Write(kind, docs);
        }

        return files;
    }
}
