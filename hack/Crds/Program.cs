using Mooring.Crds;

// Writes everything that is generated from the types of src/Api: crds/, docs/resources/ and docs/conditions.md.
if (args is not [var root])
{
    await Console.Error.WriteLineAsync("usage: Crds ROOT_OF_THE_REPOSITORY");
    return 1;
}

foreach (var (path, text) in GeneratedFiles.All())
{
    var file = Path.Combine(root, path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    await File.WriteAllTextAsync(file, text);
    await Console.Out.WriteLineAsync(path);
}

return 0;
