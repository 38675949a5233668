using System.Text.Json.Nodes;

namespace Mooring.Tests.Testbed.Kubernetes;

/// <summary>The API server's record of requests: one event each when answered, and one more when a watch starts.</summary>
public sealed class AuditLog(string file)
{
    /// <summary>The log: one JSON object a line (audit.k8s.io/v1 Event).</summary>
    public string File { get; } = file;

    /// <summary>All requests since the instance started, oldest first; filter by <see cref="AuditEvent.Time"/> or skip those read before.</summary>
    public async Task<IReadOnlyList<AuditEvent>> ReadAsync(CancellationToken ct = default)
    {
        if (!System.IO.File.Exists(File))
        {
            return [];
        }

        await using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = await reader.ReadToEndAsync(ct);
        // The server may be writing the last line.
        var complete = text[..(text.LastIndexOf('\n') + 1)];
        return [.. complete.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Parse(JsonNode.Parse(line)!))];
    }

    private static AuditEvent Parse(JsonNode line)
    {
        var target = line["objectRef"];
        return new(
            Time: DateTimeOffset.Parse(Text(line["stageTimestamp"]), System.Globalization.CultureInfo.InvariantCulture),
            Verb: Text(line["verb"]),
            User: Text(line["user"]?["username"]),
            UserAgent: Text(line["userAgent"]),
            Group: Text(target?["apiGroup"]),
            Resource: Text(target?["resource"]),
            Subresource: Text(target?["subresource"]),
            Namespace: Text(target?["namespace"]),
            Name: Text(target?["name"]),
            Code: line["responseStatus"]?["code"]?.GetValue<int>() ?? 0,
            Stage: Text(line["stage"]),
            RequestUri: Text(line["requestURI"]));
    }

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
