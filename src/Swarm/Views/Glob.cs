using System.IO.Enumeration;

namespace Mooring.Swarm.Views;

/// <summary>Patterns in which <c>*</c> stands for any text within one path segment, as image references use them.</summary>
internal static class Glob
{
    public static bool Matches(string text, string pattern)
    {
        var texts = text.Split('/');
        var patterns = pattern.Split('/');
        return texts.Length == patterns.Length
            && texts.Zip(patterns).All(pair => FileSystemName.MatchesSimpleExpression(pair.Second, pair.First, ignoreCase: false));
    }
}
