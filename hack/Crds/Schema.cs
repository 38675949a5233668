using System.Reflection;
using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Crds;

/// <summary>Structural schemas of the members of resource records.</summary>
/// <param name="docs">Where descriptions come from.</param>
/// <param name="defaults">Whether the server fills in defaults; not in a status, which the operator alone writes.</param>
internal sealed class Schema(ApiDocs docs, bool defaults)
{
    /// <summary>The schema of one member of <paramref name="record"/>.</summary>
    public JsonObject Member(Type record, ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var schema = new JsonObject { ["description"] = Description(docs.Parameter(record, parameter), Element(type)) };
        if (Members.IsList(type))
        {
            schema["type"] = "array";
            Bounds(schema, "Items", parameter.GetCustomAttribute<ItemsAttribute>());
            var items = Value(Element(type));
            Restrict(items, parameter, parameter.GetCustomAttribute<ItemLengthAttribute>() is { } length ? (length.Min, length.Max) : null);
            schema["items"] = items;
            ListType(schema, parameter);
        }
        else if (Members.IsMap(type))
        {
            schema["type"] = "object";
            Bounds(schema, "Properties", parameter.GetCustomAttribute<ItemsAttribute>());
            schema["additionalProperties"] = Value(type.GetGenericArguments()[1]);
        }
        else
        {
            Merge(schema, parameter.HasDefaultValue || type != typeof(string) ? Value(type) : Text(mayBeNull: false));
            Restrict(schema, parameter, parameter.GetCustomAttribute<LengthAttribute>() is { } length ? (length.Min, length.Max) : null);
        }

        if (defaults && Members.Default(record, parameter) is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    private static Type Element(Type type) => Members.IsList(type) ? type.GetGenericArguments()[0] : type;

    private string Description(string text, Type type) => !type.IsEnum
        ? text
        : text + string.Concat(Enum.GetNames(type).Select(name => $"\n- {name}: {docs.Summary(type.GetField(name)!)}"));

    private JsonObject Value(Type type) => type switch
    {
        _ when type == typeof(string) => Text(mayBeNull: !defaults),
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(long) => new() { ["type"] = "integer", ["format"] = "int64" },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        // In a status a duration may be negative (clock skew), and so may what is free of a host that is over-full.
        _ when type == typeof(GoDuration) => defaults
            ? new() { ["type"] = "string", ["minLength"] = 2, ["maxLength"] = 40, ["pattern"] = Syntax.Duration }
            : new() { ["type"] = "string" },
        _ when type == typeof(Quantity) => IntOrText(defaults ? new() { ["minimum"] = 0, ["pattern"] = Syntax.Quantity } : []),
        _ when type == typeof(IntOrString) => IntOrText([]),
        _ when type == typeof(V1Condition) => Condition(),
        { IsEnum: true } => new() { ["type"] = "string", ["enum"] = Texts(type) },
        _ when Members.IsRecord(type) => Record(type),
        _ => throw new InvalidOperationException($"{type} has no schema"),
    };

    private JsonObject Record(Type type)
    {
        var members = Members.Of(type);
        var schema = new JsonObject { ["type"] = "object" };
        if (members.Where(parameter => !parameter.HasDefaultValue).Select(Members.Name).ToList() is { Count: > 0 } required)
        {
            schema["required"] = Array(required);
        }

        schema["properties"] = new JsonObject(members.Select(parameter => KeyValuePair.Create<string, JsonNode?>(Members.Name(parameter), Member(type, parameter))));
        if (type.GetCustomAttributes<CelRuleAttribute>().ToList() is { Count: > 0 } rules)
        {
            schema["x-kubernetes-validations"] = new JsonArray([.. rules.Select(rule => new JsonObject { ["rule"] = rule.Rule, ["message"] = rule.Message })]);
        }

        return schema;
    }

    // The limits of metav1.Condition in k8s.io/apimachinery.
    private static JsonObject Condition() => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("lastTransitionTime", "message", "reason", "status", "type"),
        ["properties"] = new JsonObject
        {
            ["lastTransitionTime"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            ["message"] = new JsonObject { ["type"] = "string", ["nullable"] = true, ["maxLength"] = 32768 },
            ["observedGeneration"] = new JsonObject { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 0 },
            ["reason"] = new JsonObject
            {
                ["type"] = "string",
                ["minLength"] = 1,
                ["maxLength"] = 1024,
                ["pattern"] = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$",
            },
            ["status"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("True", "False", "Unknown") },
            ["type"] = new JsonObject { ["type"] = "string", ["maxLength"] = 316 },
        },
    };

    private static void Restrict(JsonObject schema, ParameterInfo parameter, (int Min, int Max)? length)
    {
        if (length is var (min, max))
        {
            Merge(schema, min == 0 && parameter is { HasDefaultValue: true, DefaultValue: null, ParameterType.IsGenericType: false } ? Text(mayBeNull: true) : []);
            Merge(schema, min > 0 ? new() { ["minLength"] = min, ["maxLength"] = max } : new() { ["maxLength"] = max });
        }

        if (parameter.GetCustomAttribute<PatternAttribute>() is { } pattern)
        {
            schema["pattern"] = pattern.Expression;
        }

        if (parameter.GetCustomAttribute<MinimumAttribute>() is { } minimum)
        {
            schema["minimum"] = minimum.Value;
        }

        if (parameter.GetCustomAttribute<MaximumAttribute>() is { } maximum)
        {
            schema["maximum"] = maximum.Value;
        }
    }

    private static void Bounds(JsonObject schema, string of, ItemsAttribute? items)
    {
        if (items is { Min: > 0 })
        {
            schema["min" + of] = items.Min;
        }

        if (items is not null)
        {
            schema["max" + of] = items.Max;
        }
    }

    private static void ListType(JsonObject schema, ParameterInfo parameter)
    {
        var keys = parameter.GetCustomAttribute<ListMapAttribute>()?.Keys;
        schema["x-kubernetes-list-type"] = keys is not null ? "map" : parameter.IsDefined(typeof(ListSetAttribute)) ? "set" : "atomic";
        if (keys is not null)
        {
            schema["x-kubernetes-list-map-keys"] = Array(keys);
        }
    }

    // Kubernetes 1.20 built with Go 1.18 or later takes an empty text for a null. Where an empty text is legal, and null means no more than absent, null is
    // allowed so that the empty text is too: in a status, and in optional fields.
    private static JsonObject Text(bool mayBeNull) => mayBeNull ? new() { ["type"] = "string", ["nullable"] = true } : new() { ["type"] = "string" };

    private static JsonObject IntOrText(JsonObject more)
    {
        more["anyOf"] = new JsonArray(new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" });
        more["x-kubernetes-int-or-string"] = true;
        return more;
    }

    private static JsonArray Texts(Type type) =>
        Array([.. Enum.GetNames(type), .. type.GetCustomAttribute<AlsoSpelledAttribute>()?.Texts ?? []]);

    private static JsonArray Array(IReadOnlyList<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, node) in from.Where(member => member.Value is not null))
        {
            into[name] = node!.DeepClone();
        }
    }
}
