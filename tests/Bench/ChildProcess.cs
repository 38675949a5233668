using System.Diagnostics;

namespace Mooring.Tests.Bench;

/// <summary>A process of the bench, which ends with it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private readonly Task _draining;

    private ChildProcess(Process process)
    {
        _process = process;
        _draining = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>Starts a program and waits for a line with this text. A <c>.dll</c> is run by dotnet.</summary>
    public static async Task<ChildProcess> StartAsync(string program, IReadOnlyList<string> arguments, string ready)
    {
        var dll = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(dll ? "dotnet" : program, dll ? [program, .. arguments] : arguments) { RedirectStandardOutput = true, RedirectStandardInput = true };
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(ready, StringComparison.Ordinal))
            {
                return new(process);
            }
        }

        throw new InvalidOperationException($"{program} ended before it was ready");
    }

    /// <summary>Resident memory in bytes.</summary>
    public long Memory()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _draining;
        _process.Dispose();
    }
}
