namespace Mooring.Tests.Testbed.Processes;

/// <summary>The signals the verbs of a testbed need, with Linux' numbers.</summary>
public enum Signal
{
    Interrupt = 2,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
