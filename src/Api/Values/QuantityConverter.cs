using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>A <see cref="Quantity"/> as JSON text; a plain number is read too (<c>cpu: 2</c>). Anything else throws <see cref="JsonException"/>.</summary>
public sealed class QuantityConverter : JsonConverter<Quantity>
{
    /// <inheritdoc/>
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
            _ => null,
        };
        return Quantity.TryParse(text, out var quantity) ? quantity : throw new JsonException("not a quantity; write it like 500m, 1.5 or 2Gi");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
