using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mooring.Swarm.Http;

/// <summary>How JSON is written to clients: compact, and with the characters of names, labels and tree drawings as they are.</summary>
internal static class RelaxedJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
