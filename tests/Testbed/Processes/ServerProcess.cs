using System.Diagnostics;

namespace Mooring.Tests.Testbed.Processes;

/// <summary>
/// A server in a session of its own, which outlives the process that started it. Its identity is kept in a file, so that
/// another process can take it over.
/// </summary>
/// <param name="instance">The instance it belongs to; the server and its children carry the name in their environment.</param>
/// <param name="directory">Where its log (<c>name.log</c>) and identity (<c>name.pid</c>) are kept.</param>
/// <param name="name">What it is called in file names and messages.</param>
public sealed class ServerProcess(Instance instance, string directory, string name)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    /// <summary>What the server writes to standard output and standard error, over all its starts.</summary>
    public string LogFile { get; } = Path.Combine(directory, name + ".log");

    /// <summary>The running server, or null.</summary>
    public ProcessIdentity? Running => ReadIdentities() is [var server, ..] && server.IsAlive ? server : null;

    private string IdentityFile { get; } = Path.Combine(directory, name + ".pid");

    /// <summary>Starts the server; its readiness is for the caller to find out.</summary>
    /// <param name="command">The server.</param>
    /// <param name="insideChild">The command is a wrapper (nsenter, unshare) which runs the server as its child.</param>
    /// <param name="ct">Gives up waiting for the wrapper's child.</param>
    public async Task StartAsync(CommandLine command, bool insideChild = false, CancellationToken ct = default)
    {
        Directory.CreateDirectory(directory);
        var wrapper = Launch(command);
        if (!insideChild)
        {
            await File.WriteAllTextAsync(IdentityFile, $"{wrapper}", ct);
            return;
        }

        await File.WriteAllTextAsync(IdentityFile, $"{wrapper}\n{wrapper}", ct);
        ProcessIdentity? child = null;
        await Wait.UntilAsync($"{name} to start", LongestStart, () =>
        {
            child = ProcessTable.FirstChildOf(wrapper.Pid);
            return child is not null || (wrapper.IsAlive ? false : throw Failed());
        }, ct);
        await File.WriteAllTextAsync(IdentityFile, $"{child}\n{wrapper}", ct);
    }

    /// <summary>Waits until the server answers.</summary>
    /// <exception cref="InvalidOperationException">It ended; the message holds the end of its log.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task WaitReadyAsync(TimeSpan deadline, Func<CancellationToken, Task<bool>> isReady, CancellationToken ct = default) =>
        Wait.UntilAsync($"{name} to be ready", deadline, async limit => await isReady(limit) || (Running is null ? throw Failed() : false), ct);

    /// <summary>Sends a signal to the server, which is nothing when it does not run.</summary>
    public void Send(Signal signal)
    {
        // A wrapper ends by itself after its child, whom it reaps; and it stops together with it (nsenter does that), so it must go on too.
        var identities = signal is Signal.Continue ? ReadIdentities() : ReadIdentities().Take(1);
        foreach (var identity in identities.Where(identity => identity.IsAlive))
        {
            _ = NativeMethods.Kill(identity.Pid, (int)signal);
        }
    }

    /// <summary>Kills the server (SIGKILL) and waits for its end.</summary>
    public async Task KillAsync(CancellationToken ct = default)
    {
        var identities = ReadIdentities();
        Send(Signal.Kill);
        Send(Signal.Continue);
        await Wait.UntilAsync($"{name} to end", LongestEnd, () => !identities.Any(identity => identity.IsAlive), ct);
        File.Delete(IdentityFile);
    }

    /// <summary>Asks the server to end (SIGTERM) and kills it when it did not after <paramref name="grace"/>.</summary>
    public async Task StopAsync(TimeSpan grace, CancellationToken ct = default)
    {
        Send(Signal.Terminate);
        Send(Signal.Continue);
        try
        {
            await Wait.UntilAsync($"{name} to end", grace, () => Running is null, ct);
        }
        catch (TimeoutException)
        {
            // KillAsync below ends it.
        }

        await KillAsync(ct);
    }

    private ProcessIdentity Launch(CommandLine command)
    {
        const string script = "exec >> \"$1\" 2>&1 < /dev/null; shift; exec setsid \"$@\"";
        var start = new ProcessStartInfo("/bin/sh", ["-c", script, "sh", LogFile, command.FileName, .. command.Arguments]) { WorkingDirectory = "/" };
        start.Environment.Clear();
        start.Environment["PATH"] = Tool.SearchPath;
        start.Environment["HOME"] = "/root";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment[Instance.EnvironmentVariable] = instance.Name;
        foreach (var (variable, value) in command.Environment)
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start");
        return ProcessTable.Read(process.Id)?.Identity ?? throw Failed();
    }

    private IReadOnlyList<ProcessIdentity> ReadIdentities() =>
        File.Exists(IdentityFile) ? [.. File.ReadAllLines(IdentityFile).Distinct().Select(ProcessIdentity.Parse)] : [];

    private InvalidOperationException Failed()
    {
        var log = File.Exists(LogFile) ? File.ReadLines(LogFile).TakeLast(15) : [];
        return new($"{name} of {instance.Name} ended:\n{string.Join('\n', log)}");
    }
}
