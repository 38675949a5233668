using System.Collections;
using System.CommandLine;
using Mooring.Kube.Configuration;
using Mooring.Operator.Hosting;

var environment = Environment.GetEnvironmentVariables()
    .Cast<DictionaryEntry>()
    .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
var command = new OperatorCommand(
    environment, (options, ct) => OperatorProcess.RunAsync(options, KubeEnvironment.Read(name => environment.GetValueOrDefault(name)), ct));

// The host answers SIGTERM and SIGINT itself, and stops in order.
return await command.InvokeAsync(args, new InvocationConfiguration { ProcessTerminationTimeout = null });
