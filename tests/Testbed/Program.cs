using System.CommandLine;
using Mooring.Tests.Testbed.Commands;
using Mooring.Tests.Testbed.Processes;

var root = new RootCommand("Real control plane, image registry and Docker hosts on this machine. Needs root.")
{
    UpCommand.Create(), DownCommand.Create(), StatusCommand.Create(), EnvCommand.Create(), HostCommand.Create(),
};
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is InvalidOperationException or ArgumentException or KeyNotFoundException or IOException or TimeoutException or ToolFailedException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
