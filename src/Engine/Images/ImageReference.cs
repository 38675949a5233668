using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mooring.Engine.Images;

/// <summary>
/// An image reference with its domain made explicit, by the grammar and the normalisation of github.com/distribution/reference:
/// <c>nginx</c> is <c>docker.io/library/nginx</c>.
/// </summary>
public sealed partial record ImageReference
{
    /// <summary>What a reference without tag and digest means.</summary>
    public const string DefaultTag = "latest";

    /// <summary>The registry that a reference without domain means.</summary>
    public const string DefaultDomain = "docker.io";

    private const string LegacyDefaultDomain = "index.docker.io";
    private const string OfficialPrefix = "library/";
    private const int LongestName = 255;

    private ImageReference(string domain, string path, string? tag, string? digest)
    {
        Domain = domain;
        Path = path;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>Registry host, with port if given.</summary>
    public string Domain { get; }

    /// <summary>Repository inside the registry.</summary>
    public string Path { get; }

    /// <summary>Tag as written; null if none.</summary>
    public string? Tag { get; }

    /// <summary>Digest with its algorithm; null if none. It wins over the tag.</summary>
    public string? Digest { get; }

    /// <summary>Domain and path: <c>docker.io/library/nginx</c>.</summary>
    public string Name => $"{Domain}/{Path}";

    /// <summary>The short form of <see cref="Name"/> that engines show: <c>nginx</c>.</summary>
    public string FamiliarName
    {
        get
        {
            if (Domain != DefaultDomain)
            {
                return Name;
            }

            var isOfficial = Path.StartsWith(OfficialPrefix, StringComparison.Ordinal) && !Path.AsSpan(OfficialPrefix.Length).Contains('/');
            // A path that begins like a domain keeps its real domain, or it would be read as another image.
            return isOfficial ? Path[OfficialPrefix.Length..] : Normalise(Path).Domain == DefaultDomain ? Path : Name;
        }
    }

    /// <summary>The short form with tag and digest, <c>latest</c> added if there is neither: what a container is created from.</summary>
    public string Familiar => WithSuffix(FamiliarName, Tag ?? (Digest is null ? DefaultTag : null));

    /// <summary>Reads a reference.</summary>
    /// <exception cref="FormatException">It does not follow the grammar; the message says why.</exception>
    public static ImageReference Parse(string text) => TryParse(text, out var reference, out var problem) ? reference : throw new FormatException(problem);

    /// <summary>Reads a reference.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="reference">The result.</param>
    /// <param name="problem">Why it is none.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? reference, [NotNullWhen(false)] out string? problem)
    {
        reference = null;
        var match = Grammar().Match(text ?? "");
        problem = match.Success ? null
            : string.IsNullOrEmpty(text) ? "An image reference is empty."
            : Grammar().IsMatch(text.ToLowerInvariant()) ? $"Image reference '{text}': the repository must be lower case."
            : $"Image reference '{text}' is malformed.";
        if (problem is not null)
        {
            return false;
        }

        var (domain, path) = Normalise(match.Groups["name"].Value);
        problem = HexIdentifier().IsMatch(text!)
            ? $"Image reference '{text}' is an image ID, not a name."
            : domain.Length + 1 + path.Length > LongestName ? $"Image reference '{text}' is longer than {LongestName} characters."
            : PathGrammar().IsMatch(path) ? null
            : $"Image reference '{text}' is malformed.";
        reference = problem is null ? new(domain, path, Value(match.Groups["tag"]), Value(match.Groups["digest"])) : null;
        return reference is not null;
    }

    /// <summary>The full form as written, without an added tag.</summary>
    public override string ToString() => WithSuffix(Name, Tag);

    private string WithSuffix(string name, string? tag) => name + (tag is null ? "" : ":" + tag) + (Digest is null ? "" : "@" + Digest);

    private static string? Value(Group group) => group.Success ? group.Value : null;

    private static (string Domain, string Path) Normalise(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        var isDomain = first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost" || first.AsSpan().IndexOfAnyInRange('A', 'Z') >= 0;
        var (domain, path) = isDomain ? (first, name[(slash + 1)..]) : (DefaultDomain, name);
        domain = domain == LegacyDefaultDomain ? DefaultDomain : domain;
        return (domain, domain == DefaultDomain && !path.Contains('/', StringComparison.Ordinal) ? OfficialPrefix + path : path);
    }

    [GeneratedRegex("""
        ^(?<name>
          (?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::[0-9]+)?/ | \[[a-fA-F0-9:]+\](?::[0-9]+)?/)?
          [a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*
        )
        (?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?
        (?:@(?<digest>sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}))?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();

    [GeneratedRegex("""^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*\z""")]
    private static partial Regex PathGrammar();

    [GeneratedRegex("""^[a-f0-9]{64}\z""")]
    private static partial Regex HexIdentifier();
}
