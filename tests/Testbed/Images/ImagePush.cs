using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mooring.Tests.Testbed.Images;

/// <summary>Pushes images by the registry's API (Docker Registry HTTP API V2, image manifest version 2 schema 2).</summary>
internal sealed class ImagePush(HttpClient client, string repository)
{
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private const string ConfigurationType = "application/vnd.docker.container.image.v1+json";
    private const string LayerType = "application/vnd.docker.image.rootfs.diff.tar.gzip";

    public async Task<string> PushAsync(string tag, ContainerImage image, CancellationToken ct)
    {
        var configuration = Encoding.UTF8.GetBytes(Configuration(image).ToJsonString());
        await PushBlobAsync(image.Layer, ct);
        await PushBlobAsync(configuration, ct);

        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = Describe(ConfigurationType, configuration),
            ["layers"] = new JsonArray(Describe(LayerType, image.Layer)),
        };
        var bytes = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(ManifestType) } };
        using var response = await client.PutAsync(Relative($"manifests/{tag}"), content, ct);
        response.EnsureSuccessStatusCode();
        return Digest(bytes);
    }

    private async Task PushBlobAsync(ReadOnlyMemory<byte> blob, CancellationToken ct)
    {
        using var head = new HttpRequestMessage(HttpMethod.Head, Relative($"blobs/{Digest(blob)}"));
        using var found = await client.SendAsync(head, ct);
        if (found.StatusCode == HttpStatusCode.OK)
        {
            return;
        }

        using var begun = await client.PostAsync(Relative("blobs/uploads/"), content: null, ct);
        begun.EnsureSuccessStatusCode();
        var upload = new Uri(client.BaseAddress!, begun.Headers.Location!);
        var separator = upload.Query.Length > 0 ? '&' : '?';
        using var content = new ReadOnlyMemoryContent(blob) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var ended = await client.PutAsync(new Uri($"{upload}{separator}digest={Digest(blob)}"), content, ct);
        ended.EnsureSuccessStatusCode();
    }

    private Uri Relative(string path) => new($"{repository}/{path}", UriKind.Relative);

    private static JsonObject Configuration(ContainerImage image) => new()
    {
        ["architecture"] = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            _ => "amd64",
        },
        ["os"] = "linux",
        ["created"] = DateTimeOffset.UnixEpoch.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["config"] = new JsonObject
        {
            ["Entrypoint"] = Array(image.Entrypoint),
            ["Cmd"] = Array(image.Command),
            ["Env"] = Array(image.Environment),
            ["ExposedPorts"] = Object(image.ExposedPorts.Select(port => KeyValuePair.Create(port, (JsonNode?)new JsonObject()))),
            ["Labels"] = Object(image.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)JsonValue.Create(label.Value)))),
        },
        ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Array([Digest(image.LayerTar)]) },
    };

    private static JsonObject Describe(string type, ReadOnlyMemory<byte> blob) => new()
    {
        ["mediaType"] = type,
        ["size"] = blob.Length,
        ["digest"] = Digest(blob),
    };

    private static JsonArray? Array(IReadOnlyList<string> items) => items.Count == 0 ? null : [.. items.Select(item => (JsonNode?)JsonValue.Create(item))];

    private static JsonObject Object(IEnumerable<KeyValuePair<string, JsonNode?>> members) => new(members);

    private static string Digest(ReadOnlyMemory<byte> blob) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(blob.Span));

    private static string Digest(byte[] blob) => Digest(blob.AsMemory());
}
