using System.Globalization;
using System.Text;

namespace Mooring.Tests.Testbed.Processes;

/// <summary>What /proc says about the processes of this machine.</summary>
internal static class ProcessTable
{
    /// <summary>One line of the table.</summary>
    public readonly record struct Entry(ProcessIdentity Identity, int Parent, char State);

    /// <summary>The process with this number, or null when there is none.</summary>
    public static Entry? Read(int pid)
    {
        if (TryReadAll($"/proc/{pid}/stat") is not { Length: > 0 } stat)
        {
            return null;
        }

        // The name, in parentheses, may hold spaces and parentheses itself; what follows does not.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var start = ulong.Parse(fields[19], CultureInfo.InvariantCulture);
        return new(new(pid, start), int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0]);
    }

    public static IEnumerable<Entry> All() =>
        from path in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(path)
        where char.IsAsciiDigit(name[0])
        let entry = Read(int.Parse(name, CultureInfo.InvariantCulture))
        where entry is not null
        select entry.Value;

    public static ProcessIdentity? FirstChildOf(int pid) =>
        All().Where(entry => entry.Parent == pid && entry.State != 'Z').Select(entry => (ProcessIdentity?)entry.Identity).FirstOrDefault();

    /// <summary>The living processes that were started with this environment variable.</summary>
    public static IEnumerable<ProcessIdentity> WithEnvironment(string name, string value) =>
        All().Where(entry => entry.State != 'Z' && HasEnvironment(entry.Identity.Pid, $"{name}={value}")).Select(entry => entry.Identity);

    private static bool HasEnvironment(int pid, string variable) =>
        TryReadAll($"/proc/{pid}/environ")?.Split('\0').Contains(variable) ?? false;

    private static string? TryReadAll(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process ended between the look and the read (ENOENT or ESRCH).
            return null;
        }
    }
}
