namespace Mooring.Tests.Fakes.Engines;

/// <summary>A refusal of a simulated engine, in the words of a real one.</summary>
public sealed class SimulatedException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
