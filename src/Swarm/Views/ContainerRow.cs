using System.Buffers;
using System.Text.Json;
using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Views;

/// <summary>
/// A container's line in <c>/containers/json</c>, written once per change: everything but the <c>Status</c>, which says how long ago and so changes by
/// itself. Listing tens of thousands of containers is then a matter of copying bytes.
/// </summary>
/// <param name="Head">The line up to where the status goes.</param>
/// <param name="Tail">The rest.</param>
public sealed record ContainerRow(ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Tail)
{
    /// <summary>Writes the line for a container on an engine.</summary>
    public static ContainerRow Create(ContainerEntry container, EngineView engine)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        int cut;
        using (var json = new Utf8JsonWriter(buffer, RelaxedJson.Writer))
        {
            json.WriteStartObject();
            WriteHead(json, container, engine);
            json.WritePropertyName("Status");
            json.Flush();
            cut = buffer.WrittenCount;
            json.WriteStringValue("");
            WriteTail(json, container.Listed);
            json.WriteEndObject();
        }

        var bytes = buffer.WrittenSpan.ToArray();
        return new(bytes.AsMemory(0, cut), bytes.AsMemory(cut + 2));
    }

    private static void WriteHead(Utf8JsonWriter json, ContainerEntry container, EngineView engine)
    {
        var listed = container.Listed;
        json.WriteString("Id", listed.ID);
        json.WriteStartArray("Names");
        foreach (var name in container.Names)
        {
            json.WriteStringValue($"/{engine.Name}/{name}");
        }

        json.WriteEndArray();
        json.WriteString("Image", listed.Image);
        json.WriteString("ImageID", listed.ImageID);
        json.WriteString("Command", listed.Command);
        json.WriteNumber("Created", listed.Created.ToUnixTimeSeconds());
        WritePorts(json, listed.Ports, engine.Ip);
        Write(json, "Labels", container.Labels);
        json.WriteString("State", HumanText.State(container.State));
    }

    private static void WritePorts(Utf8JsonWriter json, IReadOnlyList<Port> ports, string ip)
    {
        json.WriteStartArray("Ports");
        foreach (var port in ports)
        {
            json.WriteStartObject();
            if (!string.IsNullOrEmpty(port.IP))
            {
                json.WriteString("IP", port.IP is "0.0.0.0" or "::" ? ip : port.IP);
            }

            json.WriteNumber("PrivatePort", port.PrivatePort);
            if (port.PublicPort > 0)
            {
                json.WriteNumber("PublicPort", port.PublicPort);
            }

            json.WriteString("Type", port.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTail(Utf8JsonWriter json, ContainerListResponse listed)
    {
        json.WriteStartObject("HostConfig");
        json.WriteString("NetworkMode", listed.HostConfig?.NetworkMode ?? "");
        json.WriteEndObject();
        json.WriteStartObject("NetworkSettings");
        json.WriteStartObject("Networks");
        foreach (var (name, endpoint) in listed.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>())
        {
            WriteEndpoint(json, name, endpoint);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("Mounts");
        foreach (var mount in listed.Mounts)
        {
            WriteMount(json, mount);
        }

        json.WriteEndArray();
    }

    private static void WriteEndpoint(Utf8JsonWriter json, string name, EndpointSettings endpoint)
    {
        json.WriteStartObject(name);
        json.WriteString("NetworkID", endpoint.NetworkID ?? "");
        json.WriteString("EndpointID", endpoint.EndpointID ?? "");
        json.WriteString("Gateway", endpoint.Gateway ?? "");
        json.WriteString("IPAddress", endpoint.IPAddress ?? "");
        json.WriteNumber("IPPrefixLen", endpoint.IPPrefixLen);
        json.WriteString("GlobalIPv6Address", endpoint.GlobalIPv6Address ?? "");
        json.WriteString("MacAddress", endpoint.MacAddress ?? "");
        json.WriteEndObject();
    }

    private static void WriteMount(Utf8JsonWriter json, MountPoint mount)
    {
        json.WriteStartObject();
        json.WriteString("Type", mount.Type ?? "");
        if (!string.IsNullOrEmpty(mount.Name))
        {
            json.WriteString("Name", mount.Name);
        }

        json.WriteString("Source", mount.Source ?? "");
        json.WriteString("Destination", mount.Destination ?? "");
        json.WriteString("Driver", mount.Driver ?? "");
        json.WriteString("Mode", mount.Mode ?? "");
        json.WriteBoolean("RW", mount.RW);
        json.WriteString("Propagation", mount.Propagation ?? "");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> pairs)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
