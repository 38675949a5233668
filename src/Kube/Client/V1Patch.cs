using System.Text.Json.Nodes;

namespace Mooring.Kube.Client;

/// <summary>A change of an object that leaves every member it does not name alone.</summary>
/// <param name="Type">How the body is meant.</param>
/// <param name="Body">The patch; must not be changed afterwards.</param>
/// <param name="FieldManager">Who owns the fields; the client's own name when null.</param>
/// <param name="Force">Apply only: take fields over from other managers.</param>
public sealed record V1Patch(PatchType Type, JsonNode Body, string? FieldManager = null, bool Force = false)
{
    /// <summary>A JSON merge patch.</summary>
    public static V1Patch Merge(JsonObject body) => new(PatchType.Merge, body);

    /// <summary>A JSON patch: an array of operations.</summary>
    public static V1Patch Json(JsonArray operations) => new(PatchType.Json, operations);

    /// <summary>Server-side apply: <paramref name="body"/> has apiVersion, kind, the name, and what this manager wants.</summary>
    public static V1Patch Apply(JsonObject body, string fieldManager, bool force = true) => new(PatchType.Apply, body, fieldManager, force);

    /// <summary>The type alone: a body may carry secrets and records get logged.</summary>
    public override string ToString() => $"{Type} patch";
}
