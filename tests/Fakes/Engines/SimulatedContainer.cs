namespace Mooring.Tests.Fakes.Engines;

/// <summary>A container of a simulated engine: what it was created from, kept as it came, and the state it is in.</summary>
public sealed class SimulatedContainer(string id, string name, string image, string imageId, DateTimeOffset created)
{
    public string ID { get; } = id;

    public string Name { get; set; } = name;

    public string Image { get; } = image;

    public string ImageID { get; } = imageId;

    public DateTimeOffset Created { get; } = created;

    /// <summary>The request without HostConfig and NetworkingConfig.</summary>
    public byte[] Config { get; set; } = [];

    /// <summary>HostConfig of the request, or of the latest update.</summary>
    public byte[] HostConfig { get; set; } = [];

    public Dictionary<string, string> Labels { get; set; } = [];

    public string NetworkMode { get; set; } = "default";

    /// <summary>Address by network name.</summary>
    public Dictionary<string, string> Networks { get; } = [];

    /// <summary>Container port (<c>80/tcp</c>), host address, host port.</summary>
    public List<(string Port, string HostIP, int HostPort)> Ports { get; } = [];

    public string RestartPolicy { get; set; } = "no";

    /// <summary><c>created</c>, <c>running</c>, <c>paused</c>, <c>exited</c>.</summary>
    public string Status { get; set; } = "created";

    public string? Health { get; set; }

    public int ExitCode { get; set; }

    public int RestartCount { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>What was unpacked into it, by path.</summary>
    public Dictionary<string, byte[]> Archives { get; } = [];

    public bool IsUp => Status is "running" or "paused";

    /// <summary>The Status text of a container list.</summary>
    public string StatusText(DateTimeOffset now) => Status switch
    {
        "running" => $"Up {Ago(now - StartedAt)}" + (Health is null ? "" : Health == "starting" ? " (health: starting)" : $" ({Health})"),
        "paused" => $"Up {Ago(now - StartedAt)} (Paused)",
        "exited" => $"Exited ({ExitCode}) {Ago(now - FinishedAt)} ago",
        _ => "Created",
    };

    /// <summary>Attributes of its events.</summary>
    public Dictionary<string, string> Attributes() => new(Labels) { ["image"] = Image, ["name"] = Name };

    private static string Ago(TimeSpan? time) => (int)(time ?? TimeSpan.Zero).TotalSeconds switch
    {
        0 => "Less than a second",
        1 => "1 second",
        < 60 and var seconds => $"{seconds} seconds",
        < 120 => "About a minute",
        < 3600 and var seconds => $"{seconds / 60} minutes",
        var seconds => $"{seconds / 3600} hours",
    };
}
