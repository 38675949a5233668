using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mooring.Tests.Fakes.Engines;

/// <summary>How containers look in lists and inspections.</summary>
internal static class SimulatedContainerJson
{
    public static void WriteSummary(Utf8JsonWriter json, SimulatedContainer container, DateTimeOffset now)
    {
        json.WriteString("Id", container.ID);
        json.List("Names", ["/" + container.Name]);
        json.WriteString("Image", container.Image);
        json.WriteString("ImageID", container.ImageID);
        json.WriteString("Command", "simulated");
        json.WriteNumber("Created", SimulatedApi.UnixSeconds(container.Created));
        json.WriteStartArray("Ports");
        foreach (var (port, ip, number) in container.IsUp ? container.Ports : [])
        {
            json.WriteStartObject();
            json.WriteString("IP", ip);
            json.WriteNumber("PrivatePort", int.Parse(port.Split('/')[0], CultureInfo.InvariantCulture));
            json.WriteNumber("PublicPort", number);
            json.WriteString("Type", port.Split('/')[^1]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Map("Labels", container.Labels);
        json.WriteString("State", container.Status);
        json.WriteString("Status", container.StatusText(now));
        json.WriteStartObject("HostConfig");
        json.WriteString("NetworkMode", container.NetworkMode);
        json.WriteEndObject();
        json.WriteStartObject("NetworkSettings");
        WriteNetworks(json, container);
        json.WriteEndObject();
        json.WriteStartArray("Mounts");
        json.WriteEndArray();
    }

    public static Task InspectAsync(SimulatedEngine engine, SimulatedContainer container, HttpContext context, CancellationToken ct) =>
        context.WriteJsonAsync(200, json =>
        {
            json.WriteString("Id", container.ID);
            json.Time("Created", container.Created);
            json.WriteString("Name", "/" + container.Name);
            json.WriteString("Image", container.ImageID);
            json.WriteNumber("RestartCount", container.RestartCount);
            json.WriteString("Platform", "linux");
            WriteState(json, container);
            json.WritePropertyName("Config");
            json.WriteRawValue(container.Config, skipInputValidation: true);
            json.WritePropertyName("HostConfig");
            json.WriteRawValue(container.HostConfig, skipInputValidation: true);
            json.WriteStartArray("Mounts");
            json.WriteEndArray();
            json.WriteStartObject("NetworkSettings");
            json.WriteStartObject("Ports");
            foreach (var group in container.IsUp ? container.Ports.GroupBy(port => port.Port) : [])
            {
                json.WriteStartArray(group.Key);
                foreach (var (_, ip, number) in group)
                {
                    json.WriteStartObject();
                    json.WriteString("HostIp", ip);
                    json.WriteString("HostPort", number.ToString(CultureInfo.InvariantCulture));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            WriteNetworks(json, container);
            json.WriteEndObject();
        }, ct);

    private static void WriteState(Utf8JsonWriter json, SimulatedContainer container)
    {
        json.WriteStartObject("State");
        json.WriteString("Status", container.Status);
        json.WriteBoolean("Running", container.IsUp);
        json.WriteBoolean("Paused", container.Status == "paused");
        json.WriteNumber("Pid", container.IsUp ? 4242 : 0);
        json.WriteNumber("ExitCode", container.ExitCode);
        json.Time("StartedAt", container.StartedAt);
        json.Time("FinishedAt", container.FinishedAt);
        if (container.Health is { } health)
        {
            json.WriteStartObject("Health");
            json.WriteString("Status", health);
            json.WriteNumber("FailingStreak", 0);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteNetworks(Utf8JsonWriter json, SimulatedContainer container)
    {
        json.WriteStartObject("Networks");
        foreach (var (name, address) in container.Networks)
        {
            json.WriteStartObject(name);
            json.WriteString("IPAddress", container.IsUp ? address : "");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
