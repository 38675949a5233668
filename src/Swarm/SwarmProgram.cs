using System.Globalization;
using Microsoft.Extensions.Logging;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Logging;

namespace Mooring.Swarm;

/// <summary>Reads the command line and runs the command it names.</summary>
public static class SwarmProgram
{
    private const int Success = 0;
    private const int Failure = 1;

    /// <summary>Runs one command to its end.</summary>
    /// <returns>The exit status: 0, or 1 after an error that was shown.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Session session, CancellationToken ct)
    {
        FlagValues global;
        try
        {
            global = FlagValues.Parse(Commands.Global, args, session.Environment);
        }
        catch (CommandLineException e)
        {
            await session.Out.WriteLineAsync($"Incorrect Usage: {e.Message}\n\n{Commands.HelpText(SwarmVersion.Number)}");
            return Failure;
        }

        if (global.IsOn("version"))
        {
            await session.Out.WriteLineAsync(SwarmVersion.Line);
            return Success;
        }

        if (global.IsOn("help") || global.Arguments.Count == 0 || global.Arguments[0] is "help" or "h")
        {
            return await HelpAsync([.. global.Arguments.Skip(1)], session);
        }

        if (Commands.Find(global.Arguments[0]) is not { } command)
        {
            await session.Out.WriteLineAsync($"No help topic for '{global.Arguments[0]}'");
            return Success;
        }

        return await RunAsync(command, global, session, ct);
    }

    private static async Task<int> HelpAsync(IReadOnlyList<string> topics, Session session)
    {
        var text = topics.Count == 0 ? Commands.HelpText(SwarmVersion.Number)
            : Commands.Find(topics[0])?.HelpText() ?? $"No help topic for '{topics[0]}'\n";
        await session.Out.WriteAsync(text);
        return Success;
    }

    private static async Task<int> RunAsync(Command command, FlagValues global, Session session, CancellationToken ct)
    {
        // The daemons log to standard output, as classic Swarm did; the others keep it for their answer.
        var daemon = command == Commands.Manage || command == Commands.Join || command == Commands.Discovery;
        using var log = new LogrusProvider(session.Out, LogLevel.Information, session.Clock);
        try
        {
            var flags = FlagValues.Parse([.. command.Flags, Command.Help], [.. global.Arguments.Skip(1)], session.Environment);
            if (flags.IsOn("help"))
            {
                await session.Out.WriteAsync(command.HelpText());
                return Success;
            }

            var level = LogLevels.Parse(global.IsOn("debug") && !global.IsSet("log-level") ? "debug" : global.Text("log-level"));
            return await CommandRunner.RunAsync(command, flags, new(global.IsOn("debug"), global.IsOn("experimental"), level), session, ct);
        }
        catch (CommandLineException e) when (e.ShowUsage)
        {
            await session.Out.WriteLineAsync($"Incorrect Usage: {e.Message}\n\n{command.HelpText()}");
        }
        catch (CommandLineException e) when (daemon)
        {
            log.Write("fatal", e.Message, []);
        }
        catch (CommandLineException e)
        {
            var now = session.Clock.GetLocalNow().ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture);
            await session.Error.WriteLineAsync($"{now} {e.Message}");
        }

        return Failure;
    }
}
