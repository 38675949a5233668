using System.Text.Json.Serialization;

namespace Mooring.Discovery.Tokens;

/// <summary>Bodies of the token endpoint.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class TokenJson : JsonSerializerContext;
