using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mooring.Engine.Images;
using Mooring.Engine.Models;
using Mooring.Kube.Models;

namespace Mooring.Operator.Placements;

/// <summary>Finds registry credentials in Secrets of type <c>kubernetes.io/dockerconfigjson</c>, as a kubelet does.</summary>
public static class PullCredentials
{
    /// <summary>The one member of such a Secret.</summary>
    public const string Key = ".dockerconfigjson";

    /// <summary>Docker Hub's entry in a docker configuration file.</summary>
    private const string HubServer = "https://index.docker.io/v1/";

    /// <summary>The credentials for an image's registry from the first Secret that has some; null when none has.</summary>
    /// <exception cref="FormatException">A Secret has no docker configuration in it; the message names it.</exception>
    public static AuthConfig? For(string image, IEnumerable<V1Secret> secrets)
    {
        var domain = ImageReference.Parse(image).Domain;
        foreach (var secret in secrets)
        {
            foreach (var (server, entry) in Read(secret).Auths)
            {
                if (HostOf(server) == domain || (domain == ImageReference.DefaultDomain && server == HubServer))
                {
                    return Decode(server, entry, secret);
                }
            }
        }

        return null;
    }

    private static DockerConfig Read(V1Secret secret)
    {
        try
        {
            return secret.Data.TryGetValue(Key, out var json) ? JsonSerializer.Deserialize(json, DockerConfigJson.Default.DockerConfig) ?? throw Malformed(secret) : throw Malformed(secret);
        }
        catch (JsonException)
        {
            // The parser's message may quote the text, which is secret.
            throw Malformed(secret);
        }
    }

    private static AuthConfig Decode(string server, DockerConfigEntry entry, V1Secret secret)
    {
        if (entry.Auth is not { Length: > 0 } packed)
        {
            return new() { Username = entry.Username, Password = entry.Password, IdentityToken = entry.IdentityToken, ServerAddress = server };
        }

        var buffer = new byte[packed.Length];
        if (!Convert.TryFromBase64String(packed, buffer, out var length) || Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is not [var user, var password])
        {
            throw Malformed(secret);
        }

        return new() { Username = user, Password = password, IdentityToken = entry.IdentityToken, ServerAddress = server };
    }

    private static string HostOf(string server)
    {
        var start = server.IndexOf("://", StringComparison.Ordinal) is >= 0 and var at ? at + 3 : 0;
        var end = server.IndexOf('/', start);
        return end < 0 ? server[start..] : server[start..end];
    }

    private static FormatException Malformed(V1Secret secret) =>
        new($"Secret {secret.Metadata.Name} of spec.template.imagePullSecrets is no docker configuration; create it with kubectl create secret docker-registry");
}

/// <summary>A docker configuration file, as far as credentials go.</summary>
/// <param name="Auths">Entries by registry server.</param>
internal sealed record DockerConfig(IReadOnlyDictionary<string, DockerConfigEntry>? Auths = null)
{
    public IReadOnlyDictionary<string, DockerConfigEntry> Auths { get; init; } = Auths ?? new Dictionary<string, DockerConfigEntry>();
}

/// <summary>Credentials for one registry.</summary>
internal sealed record DockerConfigEntry(string? Auth = null, string? Username = null, string? Password = null, string? IdentityToken = null)
{
    public override string ToString() => "credentials";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DockerConfig))]
internal sealed partial class DockerConfigJson : JsonSerializerContext;
