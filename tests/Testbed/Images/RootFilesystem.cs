using System.Formats.Tar;
using System.Text;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Images;

/// <summary>The files of an image, gathered in memory.</summary>
public sealed class RootFilesystem
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private const UnixFileMode Shared = Executable | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite | UnixFileMode.StickyBit;

    // Ordinal order puts a folder before what is in it.
    private readonly SortedDictionary<string, TarEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Busybox with its libraries, a shell and all its commands, root and nobody as users, /tmp.</summary>
    public static async Task<RootFilesystem> BusyboxAsync(CancellationToken ct = default)
    {
        var files = new RootFilesystem();
        await files.AddProgramAsync(Tool.Find("busybox") ?? throw new FileNotFoundException("no busybox: run hack/prerequisites.sh"), "bin/busybox", ct);
        var commands = await Tool.RunAsync("busybox", ["--list"], ct);
        foreach (var command in commands.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "busybox"))
        {
            files.AddLink($"bin/{command}", "busybox");
        }

        files.AddText("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        files.AddText("etc/group", "root:x:0:\nnogroup:x:65534:\n");
        files.AddText("etc/nsswitch.conf", "hosts: files dns\n");
        files.AddFolder("tmp", Shared);
        files.AddFolder("root", Executable);
        return files;
    }

    /// <summary>Adds a program of this machine and the libraries it is linked with.</summary>
    public async Task AddProgramAsync(string source, string target, CancellationToken ct = default)
    {
        AddFile(source, target);
        // "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x...)", or the loader alone: "/lib64/ld-linux-x86-64.so.2 (0x...)".
        var libraries = await Tool.RunAsync("ldd", [source], ct);
        foreach (var path in libraries.Split(['\n', '\t', ' ']).Where(word => word.StartsWith('/')).Append(NameServiceLibrary(libraries)).OfType<string>())
        {
            AddFile(path, path.TrimStart('/'));
        }
    }

    /// <summary>Adds all that is below a folder.</summary>
    public void AddTree(string source, string target)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            AddFile(path, Path.Combine(target, Path.GetRelativePath(source, path)));
        }
    }

    /// <summary>Adds a file with its permission to be executed; a symbolic link is followed.</summary>
    public void AddFile(string source, string target)
    {
        var isProgram = (File.GetUnixFileMode(source) & UnixFileMode.UserExecute) != 0;
        Add(target, File.ReadAllBytes(source), isProgram ? Executable : Plain);
    }

    /// <summary>Adds a text file.</summary>
    public void AddText(string target, string text, bool executable = false) => Add(target, Encoding.UTF8.GetBytes(text), executable ? Executable : Plain);

    /// <summary>Adds a symbolic link.</summary>
    public void AddLink(string target, string pointsTo)
    {
        AddParents(target);
        _entries[target] = new PaxTarEntry(TarEntryType.SymbolicLink, target) { LinkName = pointsTo, ModificationTime = DateTimeOffset.UnixEpoch };
    }

    internal IEnumerable<TarEntry> Entries()
    {
        foreach (var entry in _entries.Values)
        {
            entry.DataStream?.Seek(0, SeekOrigin.Begin);
            yield return entry;
        }
    }

    // libc opens it by name when a host name is looked up.
    private static string? NameServiceLibrary(string libraries) =>
        libraries.Split(['\n', '\t', ' ']).Where(word => word.StartsWith('/') && word.Contains("/libc.so"))
            .Select(path => Path.Combine(Path.GetDirectoryName(path)!, "libnss_dns.so.2")).FirstOrDefault(File.Exists);

    private void Add(string target, byte[] content, UnixFileMode mode)
    {
        AddParents(target);
        _entries[target] = new PaxTarEntry(TarEntryType.RegularFile, target)
        {
            DataStream = new MemoryStream(content),
            Mode = mode,
            ModificationTime = DateTimeOffset.UnixEpoch,
        };
    }

    private void AddFolder(string target, UnixFileMode mode) =>
        _entries[target] = new PaxTarEntry(TarEntryType.Directory, target) { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch };

    private void AddParents(string target)
    {
        for (var parent = Path.GetDirectoryName(target); parent is { Length: > 0 } && !_entries.ContainsKey(parent); parent = Path.GetDirectoryName(parent))
        {
            AddFolder(parent, Executable);
        }
    }
}
