using System.Text.Json;
using System.Text.Json.Serialization;
using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>When an engine starts a container again by itself.</summary>
[JsonConverter(typeof(RestartPolicyNameConverter))]
[AlsoSpelled("no", "always", "unless-stopped", "on-failure")]
public enum RestartPolicyName
{
    /// <summary>Never; a container that ends is put right by the operator.</summary>
    No,

    /// <summary>Whenever it ends, and when the engine starts.</summary>
    Always,

    /// <summary>As Always, but not after it was stopped by hand.</summary>
    UnlessStopped,

    /// <summary>When it ends with an error.</summary>
    OnFailure,
}

/// <summary>Reads <see cref="RestartPolicyName"/> in our spelling and in Docker's, writes ours. Anything else throws <see cref="JsonException"/>.</summary>
public sealed class RestartPolicyNameConverter : JsonConverter<RestartPolicyName>
{
    /// <inheritdoc/>
    public override RestartPolicyName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String ? reader.GetString() switch
        {
            "No" or "no" => RestartPolicyName.No,
            "Always" or "always" => RestartPolicyName.Always,
            "UnlessStopped" or "unless-stopped" => RestartPolicyName.UnlessStopped,
            "OnFailure" or "on-failure" => RestartPolicyName.OnFailure,
            var other => throw new JsonException($"'{other}' is not a restart policy"),
        }
        : throw new JsonException("a restart policy is a text");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RestartPolicyName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
