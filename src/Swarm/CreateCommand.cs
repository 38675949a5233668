using System.Security.Cryptography;
using Mooring.Swarm.CommandLine;

namespace Mooring.Swarm;

/// <summary><c>swarm create</c>: a new cluster token. The hosted service that once gave them out is gone; any unguessable one will do.</summary>
internal static class CreateCommand
{
    private const int TokenBytes = 16;

    public static async Task<int> RunAsync(FlagValues flags, Session session)
    {
        if (flags.Arguments.Count > 0)
        {
            throw new CommandLineException("the `create` command takes no arguments. See 'swarm create --help'.");
        }

        await session.Error.WriteLineAsync(
            "The hosted discovery service was switched off. Serve this token yourself with 'swarm discovery' and use token://HOST:PORT/v1/TOKEN.");
        await session.Out.WriteLineAsync(RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true));
        return 0;
    }
}
