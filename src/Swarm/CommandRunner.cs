using Microsoft.Extensions.Logging;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Logging;

namespace Mooring.Swarm;

/// <summary>Runs a command whose flags are read.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(Command command, FlagValues flags, GlobalOptions global, Session session, CancellationToken ct)
    {
        using var provider = new LogrusProvider(session.Out, global.Level, session.Clock);
        using var logs = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(provider));
        return command.Name switch
        {
            "list" => await ListCommand.RunAsync(ListOptions.Read(flags, session.Environment), session, ct),
            "join" => await JoinCommand.RunAsync(JoinOptions.Read(flags, session.Environment), session.Clock, logs, ct),
            "manage" => await ManageCommand.RunAsync(ManageOptions.Read(flags, session.Environment), global, session, provider, logs, ct),
            "discovery" => await DiscoveryCommand.RunAsync(DiscoveryServerOptions.Read(flags, session.Environment), session, provider, logs, ct),
            _ => await CreateCommand.RunAsync(flags, session),
        };
    }
}
