using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Images;

/// <summary>bcrypt, the only kind of hash the registry takes in a password file.</summary>
internal static class PasswordHash
{
    private const string Alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly Lock OneAtATime = new();

    public static string Bcrypt(string password)
    {
        // A salt has 22 characters; the last one carries two bits, of which '.' has none set.
        var salt = RandomNumberGenerator.GetString(Alphabet, 21) + ".";
        lock (OneAtATime)
        {
            return Marshal.PtrToStringUTF8(NativeMethods.Crypt(password, "$2b$05$" + salt)) is { Length: 60 } hash
                ? hash
                : throw new NotSupportedException("crypt(3) of this machine knows no bcrypt");
        }
    }
}
