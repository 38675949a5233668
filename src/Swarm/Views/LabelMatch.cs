namespace Mooring.Swarm.Views;

/// <summary>The <c>label</c> filter: every value must hold, <c>key</c> or <c>key=value</c>.</summary>
internal static class LabelMatch
{
    public static bool All(IReadOnlyList<string> wanted, IReadOnlyDictionary<string, string>? labels) => wanted.All(text =>
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return labels is not null && labels.TryGetValue(equals < 0 ? text : text[..equals], out var value) && (equals < 0 || value == text[(equals + 1)..]);
    });
}
