using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Swarm.CommandLine;

/// <summary>The TLS flags: one pair for listeners and clients alike (swarm.md section 8).</summary>
/// <param name="Certificate">Path of the certificate in PEM, leaf first.</param>
/// <param name="Key">Path of its key in PEM.</param>
/// <param name="Authority">Path of the trusted authorities in PEM; null if none was given.</param>
/// <param name="Verify">Whether the other side must show a certificate of <paramref name="Authority"/>.</param>
public sealed record TlsFiles(string Certificate, string Key, string? Authority, bool Verify)
{
    /// <summary>Reads the flags and tries the files once.</summary>
    /// <returns>The files, or null without TLS.</returns>
    /// <exception cref="CommandLineException">A flag is missing or useless, or a file cannot be used.</exception>
    public static TlsFiles? Read(FlagValues flags)
    {
        if (!flags.IsOn("tls") && !flags.IsOn("tlsverify"))
        {
            return flags.IsSet("tlscert") || flags.IsSet("tlskey") || flags.IsSet("tlscacert")
                ? throw new CommandLineException("--tlscert, --tlskey and --tlscacert require the use of either --tls or --tlsverify")
                : null;
        }

        if (!flags.IsSet("tlscert") || !flags.IsSet("tlskey"))
        {
            throw new CommandLineException("--tlscert and --tlskey must be provided when using --tls");
        }

        if (flags.IsOn("tlsverify") && !flags.IsSet("tlscacert"))
        {
            throw new CommandLineException("--tlscacert must be provided when using --tlsverify");
        }

        var authority = flags.Text("tlscacert") is { Length: > 0 } path ? path : null;
        var files = new TlsFiles(flags.Text("tlscert"), flags.Text("tlskey"), authority, flags.IsOn("tlsverify"));
        files.Check();
        return files;
    }

    private void Check()
    {
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(Certificate, Key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new CommandLineException($"Couldn't load X509 key pair ({Certificate}, {Key}): {e.Message}. Key encrypted?");
        }

        try
        {
            if (Authority is not null)
            {
                new X509Certificate2Collection().ImportFromPemFile(Authority);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new CommandLineException($"Couldn't read CA certificate: {e.Message}");
        }
    }
}
