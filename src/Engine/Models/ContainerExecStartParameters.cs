namespace Mooring.Engine.Models;

/// <summary>Body of POST /exec/{id}/start.</summary>
public sealed record ContainerExecStartParameters
{
    public bool Detach { get; init; }

    public bool Tty { get; init; }
}
