namespace Mooring.Engine.Models;

/// <summary>Body of POST /containers/{id}/update; null members stay as they are.</summary>
public sealed record ContainerUpdateParameters : Resources
{
    public RestartPolicy? RestartPolicy { get; init; }
}
