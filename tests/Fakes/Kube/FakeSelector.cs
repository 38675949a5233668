using System.Text.Json.Nodes;
using Mooring.Kube.Client;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>Namespace, equality-based labels, and the two fields every kind has.</summary>
internal static class FakeSelector
{
    public static bool Matches(ListOptions options, JsonObject body)
    {
        var meta = body["metadata"]!;
        return (options.Namespace.Length == 0 || (string?)meta["namespace"] == options.Namespace)
            && Terms(options.LabelSelector).All(term => Matches(term, name => (string?)meta["labels"]?[name]))
            && Terms(options.FieldSelector).All(term => Matches(term, path => (string?)meta[path["metadata.".Length..]]));
    }

    private static string[] Terms(string? selector) =>
        (selector ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Matches(string term, Func<string, string?> value)
    {
        if (term.Split("!=") is [var name, var unwanted])
        {
            return value(name) != unwanted;
        }

        return term.Replace("==", "=", StringComparison.Ordinal).Split('=') is [var key, var wanted]
            ? value(key) == wanted
            : term.StartsWith('!') ? value(term[1..]) is null : value(term) is not null;
    }
}
