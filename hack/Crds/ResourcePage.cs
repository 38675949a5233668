using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Crds;

/// <summary>The reference of one kind: every field with its type, default and meaning.</summary>
internal static class ResourcePage
{
    public static string Write(Type kind, ApiDocs docs)
    {
        var resource = kind.GetCustomAttribute<ResourceAttribute>()!;
        var text = new StringBuilder($"""
            # {kind.Name}

            <!-- Generated from src/Api by `make generate`; changes are lost. -->

            {docs.Summary(kind, markdown: true)}

            `apiVersion: {MooringApi.GroupVersion}`, `kind: {kind.Name}`, short name `{resource.ShortName}`, category `{MooringApi.Category}`; namespaced.


            """);
        foreach (var part in Members.Of(kind).Where(parameter => parameter.Name is "Spec" or "Status"))
        {
            var name = Members.Name(part);
            text.Append(Line($"## {name}\n"));
            foreach (var (path, type) in Records(name, part.ParameterType))
            {
                Section(text, path, type, docs);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(string Path, Type Type)> Records(string path, Type type)
    {
        yield return (path, type);
        foreach (var parameter in Members.Of(type))
        {
            var list = Members.IsList(parameter.ParameterType);
            var inner = list ? parameter.ParameterType.GetGenericArguments()[0] : parameter.ParameterType;
            if (Members.IsRecord(inner) && inner != typeof(V1Condition))
            {
                foreach (var record in Records($"{path}.{Members.Name(parameter)}{(list ? "[]" : "")}", inner))
                {
                    yield return record;
                }
            }
        }
    }

    private static void Section(StringBuilder text, string path, Type type, ApiDocs docs)
    {
        text.Append(Line($"### {path}\n\n{docs.Summary(type, markdown: true)}\n\n| field | type | default | meaning |\n|---|---|---|---|"));
        foreach (var parameter in Members.Of(type))
        {
            var value = !parameter.HasDefaultValue
                ? "required"
                : Members.Default(type, parameter) is { } json and not JsonObject ? $"`{json.ToJsonString().Trim('"')}`" : "";
            var meaning = Cell(docs.Parameter(type, parameter, markdown: true)) + Choices(parameter, docs);
            text.Append(Line($"| `{Members.Name(parameter)}` | {TypeName(parameter)} | {value} | {meaning} |"));
        }

        text.Append('\n');
        foreach (var rule in type.GetCustomAttributes<CelRuleAttribute>())
        {
            text.Append(Line($"- Rule: {rule.Message}."));
        }

        text.Append(type.IsDefined(typeof(CelRuleAttribute)) ? "\n" : "");
    }

    private static string Choices(ParameterInfo parameter, ApiDocs docs)
    {
        var type = Element(parameter.ParameterType);
        return !type.IsEnum ? "" : string.Concat(Enum.GetNames(type).Select(name => $"<br>`{name}`: {Cell(docs.Summary(type.GetField(name)!, markdown: true))}"));
    }

    private static string TypeName(ParameterInfo parameter)
    {
        var type = Element(parameter.ParameterType);
        var name = type switch
        {
            { IsEnum: true } => "enum",
            _ when type == typeof(int) || type == typeof(long) => "integer",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(string) => "string",
            _ when type == typeof(Quantity) => "quantity",
            _ when type == typeof(GoDuration) => "duration",
            _ when type == typeof(IntOrString) => "integer or percentage",
            _ when type == typeof(DateTimeOffset) => "time",
            _ when type == typeof(V1Condition) => "condition",
            _ when Members.IsMap(type) => "map of strings",
            _ => "object",
        };
        return Members.IsList(parameter.ParameterType) ? $"list of {name}" : name + Range(parameter);
    }

    private static string Range(ParameterInfo parameter) =>
        (parameter.GetCustomAttribute<MinimumAttribute>()?.Value, parameter.GetCustomAttribute<MaximumAttribute>()?.Value) switch
        {
            ({ } min, { } max) => $", {min} to {max}",
            ({ } min, null) => $", from {min}",
            _ => "",
        };

    private static Type Element(Type type) => Members.IsList(type) ? type.GetGenericArguments()[0] : Nullable.GetUnderlyingType(type) ?? type;

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Line(string text) => text + "\n";
}
