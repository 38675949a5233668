using System.Buffers;

namespace Mooring.Scheduling.Expressions;

/// <summary>Which characters keys and values may hold: the character classes of classic Swarm, widened where noted.</summary>
internal static class Grammar
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    private static readonly SearchValues<char> KeyStart = SearchValues.Create(Letters + "_");

    // Classic Swarm has no "/" here; label keys with a domain, such as topology.kubernetes.io/zone, need it.
    private static readonly SearchValues<char> KeyRest = SearchValues.Create(Letters + Digits + "-_./");

    // Classic Swarm has no "@,{}" here; digests, lists and counted repetitions need them.
    private static readonly SearchValues<char> ValueRest = SearchValues.Create(Letters + Digits + ":-_ \t\n\f\r.*/()?+[]\\^$|" + "@,{}");

    public static (int At, string Why)? FlawOfKey(string key) => key switch
    {
        "" => (0, "the key is empty"),
        _ when !KeyStart.Contains(key[0]) => (0, $"a key cannot begin with {Show(key[0])}"),
        _ when key.AsSpan(1).IndexOfAnyExcept(KeyRest) is >= 0 and var at => (at + 1, $"a key cannot hold {Show(key[at + 1])}"),
        { Length: 1 } => (1, "a key has at least two characters"),
        _ => null,
    };

    public static (int At, string Why)? FlawOfValue(string value)
    {
        var start = value switch
        {
            ['=' or '!', ..] => 1,
            ['/', '~', ..] => 1,
            _ => 0,
        };
        start += start < value.Length && value[start] == '~' ? 1 : 0;

        var rest = value.AsSpan(start);
        return rest.IndexOfAnyExcept(ValueRest) switch
        {
            _ when rest.IsEmpty => (value.Length, "the value is empty"),
            >= 0 and var at => (start + at, $"a value cannot hold {Show(rest[at])} here"),
            _ when value is "/" or "~/" => (value.Length, "the closing / of a regular expression is missing"),
            _ => null,
        };
    }

    private static string Show(char c) => char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"'{c}'";
}
