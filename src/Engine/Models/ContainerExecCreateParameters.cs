namespace Mooring.Engine.Models;

/// <summary>Body of POST /containers/{id}/exec.</summary>
public sealed record ContainerExecCreateParameters
{
    public string? User { get; init; }

    public bool Privileged { get; init; }

    public bool Tty { get; init; }

    public bool AttachStdin { get; init; }

    public bool AttachStdout { get; init; }

    public bool AttachStderr { get; init; }

    public string? DetachKeys { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public string? WorkingDir { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }
}
