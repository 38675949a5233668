using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>Parts that several kinds have.</summary>
internal static class SharedValidation
{
    public static void Selector(FieldErrors errors, LabelSelector? selector, string path)
    {
        foreach (var (key, value) in selector?.MatchLabels ?? Empty.Map)
        {
            errors.Require(Forms.IsLabelKey(key), $"{path}.matchLabels", $"'{key}' is not a label's key; write it like disk or example.com/disk");
            errors.Require(Forms.IsLabelValue(value), $"{path}.matchLabels", $"'{value}' is not a label's value: at most 63 of A-Z, a-z, 0-9, '-', '_' and '.'");
        }

        FieldErrors.Each(selector?.MatchExpressions ?? [], $"{path}.matchExpressions", (requirement, at) =>
        {
            var takesValues = requirement.Operator is LabelSelectorOperator.In or LabelSelectorOperator.NotIn;
            errors.Require(Forms.IsLabelKey(requirement.Key), $"{at}.key", $"'{requirement.Key}' is not a label's key; write it like disk or example.com/disk");
            errors.Require(takesValues == requirement.Values.Count > 0, at, Rules.SelectorValues);
        });
    }

    public static void Firewall(FieldErrors errors, FirewallSpec? firewall, string path) =>
        FieldErrors.Each(firewall?.Rules ?? [], $"{path}.rules", (rule, at) =>
        {
            FieldErrors.Each(rule.Ports, $"{at}.ports", (port, here) =>
                errors.Require(Forms.IsPortRange(port), here, $"'{port}' is not a port or range; write it like 22 or 8000-8010, 1 to 65535"));
            FieldErrors.Each(rule.From, $"{at}.from", (network, here) =>
                errors.Require(Forms.TryNetwork(network, out _), here, $"'{network}' {Forms.CidrAdvice}"));
        });
}
