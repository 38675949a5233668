using System.Xml.Linq;

namespace Mooring.Tests.Unit.Architecture;

/// <summary>The direction of dependency, read from the project files: any edge that is not listed here is a design change.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Api"] = [],
        ["Engine"] = [],
        ["Pki"] = [],
        ["Scheduling"] = [],
        ["Discovery"] = [],
        ["Kube"] = ["Api"],
        ["Fleet"] = ["Engine", "Scheduling"],
        ["Operator"] = ["Api", "Kube", "Engine", "Fleet", "Scheduling", "Pki", "Discovery"],
        ["Swarm"] = ["Engine", "Fleet", "Scheduling", "Discovery"],
    };

    public static TheoryData<string> SourceProjects =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(SourceProjects))]
    public void Project_references_only_what_the_layout_allows(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.True(Allowed.TryGetValue(project, out var allowed), $"src/{project} is not part of the layout; see docs/architecture.md");
        Assert.Empty(references.Except(allowed));
    }
}
