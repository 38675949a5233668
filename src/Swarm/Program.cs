using System.Runtime.InteropServices;
using Mooring.Swarm;

using var stopping = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
return await SwarmProgram.RunAsync(args, new(Console.Out, Console.Error, Environment.GetEnvironmentVariable, TimeProvider.System), stopping.Token);

void Stop(PosixSignalContext signal)
{
    // A second signal ends the process at once.
    signal.Cancel = !stopping.IsCancellationRequested;
    stopping.Cancel();
}
