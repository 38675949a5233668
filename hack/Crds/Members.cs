using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Api;

namespace Mooring.Crds;

/// <summary>How a resource record looks in JSON: its constructor's parameters are the members.</summary>
internal static class Members
{
    public static IReadOnlyList<ParameterInfo> Of(Type record) => record.GetConstructors().Single().GetParameters();

    public static string Name(ParameterInfo parameter) => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    /// <summary>Whether a type is one of our records, written as a JSON object.</summary>
    public static bool IsRecord(Type type) =>
        type.Assembly == typeof(MooringApi).Assembly && type.IsClass
        && type != typeof(Quantity) && type != typeof(GoDuration) && type != typeof(IntOrString);

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    public static bool IsMap(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>);

    /// <summary>
    /// What an absent member reads as, or null when that is nothing. An object whose members have defaults is spelled out: the server checks a default
    /// against the rules before it would fill in what is missing inside.
    /// </summary>
    public static JsonNode? Default(Type record, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (!parameter.HasDefaultValue || record.GetProperty(parameter.Name!)!.GetValue(Blank(record)) is not { } value || value is false)
        {
            return null;
        }

        if (IsRecord(type))
        {
            var inside = Of(type).Select(inner => KeyValuePair.Create(Name(inner), Default(type, inner))).Where(member => member.Value is not null).ToList();
            return inside.Count > 0 && Of(type).All(inner => inner.HasDefaultValue) ? new JsonObject(inside) : null;
        }

        var json = JsonSerializer.SerializeToNode(value, ApiJson.Default.GetTypeInfo(parameter.ParameterType)!);
        return json is JsonArray { Count: 0 } or JsonObject { Count: 0 } || (json is JsonValue text && text.ToString().Length == 0) ? null : json;
    }

    private static object Blank(Type record) => record.GetConstructors().Single().Invoke(
        [.. Of(record).Select(parameter => parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);
}
