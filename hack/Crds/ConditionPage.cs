using System.Reflection;
using System.Text;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Crds;

/// <summary>The reference of conditions: every type and every reason, what it means and what to do.</summary>
internal static class ConditionPage
{
    public static string Write(ApiDocs docs)
    {
        var types = Constants(typeof(ConditionTypes));
        var reasons = Constants(typeof(Reasons));
        var text = new StringBuilder($"""
            # Conditions and reasons

            <!-- Generated from src/Api by `make generate`; changes are lost. -->

            {docs.Summary(typeof(ConditionTypes), markdown: true)}

            `Ready`, `Reconciling` and `Stalled` also repeat the reason of the condition that holds the object back.


            """);
        foreach (var type in types)
        {
            text.Append($"## {Value(type)}\n\n{docs.Summary(type, markdown: true)}\n\n| reason | meaning | what to do |\n|---|---|---|\n");
            foreach (var reason in reasons.Where(reason => reason.GetCustomAttribute<ReasonOfAttribute>()!.Types.Contains(Value(type))))
            {
                text.Append($"| `{Value(reason)}` | {docs.Summary(reason, markdown: true)} | {docs.Remarks(reason, markdown: true)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static List<FieldInfo> Constants(Type type) => [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)];

    private static string Value(FieldInfo constant) => (string)constant.GetRawConstantValue()!;
}
