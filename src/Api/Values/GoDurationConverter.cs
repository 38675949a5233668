using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>A <see cref="GoDuration"/> as a JSON text. Anything else throws <see cref="JsonException"/>.</summary>
public sealed class GoDurationConverter : JsonConverter<GoDuration>
{
    /// <inheritdoc/>
    public override GoDuration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && GoDuration.TryParse(reader.GetString(), out var duration)
            ? duration
            : throw new JsonException("not a duration; write it like 90s, 1h30m or 500ms");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, GoDuration value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
