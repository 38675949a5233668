namespace Mooring.Swarm;

/// <summary>What a command works with of the process it runs in.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Environment">Looks up an environment variable.</param>
/// <param name="Clock">Source of time.</param>
public sealed record Session(TextWriter Out, TextWriter Error, Func<string, string?> Environment, TimeProvider Clock);
