using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mooring.Crds;

/// <summary>JSON as block-style YAML, two blanks a level, members in their order.</summary>
public static partial class Yaml
{
    /// <summary>One document.</summary>
    public static string Write(JsonObject document)
    {
        var text = new StringBuilder("# Generated from src/Api by `make generate`; changes are lost.\n");
        Object(text, document, 0);
        return text.ToString();
    }

    private static void Object(StringBuilder text, JsonObject json, int depth, bool first = false)
    {
        foreach (var (name, node) in json)
        {
            text.Append(first ? "" : Indent(depth)).Append(Scalar(name)).Append(':');
            first = false;
            Node(text, node, depth);
        }
    }

    private static void Node(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: 0 }:
                text.Append(" {}\n");
                break;
            case JsonObject json:
                text.Append('\n');
                Object(text, json, depth + 1);
                break;
            case JsonArray { Count: 0 }:
                text.Append(" []\n");
                break;
            case JsonArray list:
                text.Append('\n');
                foreach (var item in list)
                {
                    text.Append(Indent(depth)).Append("- ");
                    Item(text, item, depth);
                }

                break;
            case JsonValue value when value.GetValueKind() is JsonValueKind.String && value.ToString().Contains('\n', StringComparison.Ordinal):
                text.Append(" |-\n");
                foreach (var line in value.ToString().Split('\n'))
                {
                    text.Append(Indent(depth + 1)).Append(line).Append('\n');
                }

                break;
            default:
                text.Append(' ').Append(Value(node)).Append('\n');
                break;
        }
    }

    private static void Item(StringBuilder text, JsonNode? item, int depth)
    {
        if (item is JsonObject json)
        {
            Object(text, json, depth + 1, first: true);
        }
        else
        {
            text.Append(Value(item)).Append('\n');
        }
    }

    private static string Value(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? Scalar(value.ToString()) : node?.ToJsonString() ?? "null";

    private static string Scalar(string text) =>
        Plain().IsMatch(text) && !Reserved().IsMatch(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Indent(int depth) => new(' ', depth * 2);

    // Anything beyond words, and anything YAML 1.1 or 1.2 reads as another type, is quoted.
    [GeneratedRegex(@"^[A-Za-z/$][A-Za-z0-9_./$-]*( [A-Za-z0-9_./(),$-]+)*$")]
    private static partial Regex Plain();

    [GeneratedRegex("^(true|false|yes|no|on|off|null|y|n)$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
