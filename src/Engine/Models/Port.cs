namespace Mooring.Engine.Models;

/// <summary>A published or exposed port in a container list.</summary>
public sealed record Port
{
    /// <summary>Host address; null if not published.</summary>
    public string? IP { get; init; }

    public int PrivatePort { get; init; }

    /// <summary>Host port; 0 if not published.</summary>
    public int PublicPort { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public string Type { get; init => field = value ?? "tcp"; } = "tcp";
}
