using Mooring.Crds;

namespace Mooring.Tests.Unit.Api;

/// <summary>The generated files of the repository are those the types of src/Api give.</summary>
public sealed class GeneratedFilesTests
{
    private static readonly IReadOnlyDictionary<string, string> Generated = GeneratedFiles.All();

    public static TheoryData<string> Paths => [.. Generated.Keys];

    [Theory, MemberData(nameof(Paths))]
    public void File_is_as_generated_or_make_generate_was_forgotten(string path) =>
        Assert.Equal(Generated[path], File.ReadAllText(Path.Combine(Repository.Root, path)));

    [Fact]
    public void Directories_of_generated_files_hold_nothing_else()
    {
        var found = new[] { "crds", "docs/resources" }
            .SelectMany(directory => Directory.GetFiles(Path.Combine(Repository.Root, directory)))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Empty(found.Except(Generated.Keys));
    }
}
