namespace Mooring.Engine.Models;

/// <summary>Why a wait did not end with an exit code.</summary>
public sealed record WaitExitError
{
    public string? Message { get; init; }
}
