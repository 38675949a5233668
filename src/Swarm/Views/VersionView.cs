using System.Globalization;
using System.Text.Json.Nodes;

namespace Mooring.Swarm.Views;

/// <summary>The answer to <c>/version</c>.</summary>
public static class VersionView
{
    /// <summary>Writes the answer.</summary>
    public static JsonObject Create(ApiRange range, bool experimental) => new()
    {
        ["Platform"] = new JsonObject { ["Name"] = "Docker Swarm - Community" },
        ["Version"] = "swarm/" + SwarmVersion.Number,
        ["ApiVersion"] = range.Highest.ToString(),
        ["MinAPIVersion"] = range.Lowest.ToString(),
        ["GitCommit"] = SwarmVersion.Commit,
        // Clients print it; there is no Go here.
        ["GoVersion"] = string.Create(CultureInfo.InvariantCulture, $"dotnet{Environment.Version}"),
        ["Os"] = OperatingSystem.IsWindows() ? "windows" : "linux",
        ["Arch"] = InfoView.Architecture,
        ["KernelVersion"] = Environment.OSVersion.Version.ToString(),
        ["BuildTime"] = "",
        ["Experimental"] = experimental,
    };
}
