using System.Runtime.InteropServices;

namespace Mooring.Tests.Testbed.Processes;

internal static partial class NativeMethods
{
    /// <summary>kill(2).</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int pid, int signal);

    /// <summary>rmdir(2): control groups are folders with files that cannot be deleted, which Directory.Delete counts as not empty.</summary>
    [LibraryImport("libc", EntryPoint = "rmdir", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveDirectory(string path);

    /// <summary>crypt(3): the buffer it returns is its own, and one for all threads.</summary>
    [LibraryImport("libcrypt.so.1", EntryPoint = "crypt", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Crypt(string phrase, string setting);
}
