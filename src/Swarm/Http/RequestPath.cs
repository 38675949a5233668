namespace Mooring.Swarm.Http;

/// <summary>The target of a request, taken apart: <c>/v1.41/containers/web/json?size=1</c>.</summary>
/// <param name="Version">The version asked for, without the <c>v</c>; null without a prefix.</param>
/// <param name="Path">The path after the version, as sent: still percent-encoded.</param>
/// <param name="Query">The query with its question mark, or nothing.</param>
public readonly record struct RequestPath(string? Version, string Path, string Query)
{
    /// <summary>Takes a request target apart. Any version number is accepted here; an engine may refuse it.</summary>
    public static RequestPath Parse(string target)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[question..];
        var end = path.StartsWith("/v", StringComparison.Ordinal) ? path.IndexOf('/', 2) : -1;
        return end > 0 && IsVersion(path.AsSpan(2, end - 2)) ? new(path[2..end], path[end..], query) : new(null, path, query);
    }

    private static bool IsVersion(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        return dot > 0 && dot < text.Length - 1 && text[..dot].IndexOfAnyExceptInRange('0', '9') < 0 && text[(dot + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
