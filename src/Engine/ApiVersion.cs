using System.Globalization;

namespace Mooring.Engine;

/// <summary>A version of the Docker Engine API, such as 1.41; minor numbers count, so 1.9 is older than 1.41.</summary>
/// <param name="Major">First number; always 1 so far.</param>
/// <param name="Minor">Second number.</param>
public readonly record struct ApiVersion(int Major, int Minor) : IComparable<ApiVersion>
{
    /// <summary>The lowest version this client speaks: Docker 20.10.</summary>
    public static readonly ApiVersion LowestSupported = new(1, 41);

    /// <summary>The highest version this client speaks: Docker 29 (which refuses anything under 1.44).</summary>
    public static readonly ApiVersion HighestSupported = new(1, 52);

    /// <summary>Reads <c>1.41</c>; false if the text is something else.</summary>
    public static bool TryParse(string? text, out ApiVersion version)
    {
        version = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 1
            || !int.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            || !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
        {
            return false;
        }

        version = new(major, minor);
        return true;
    }

    /// <summary>The highest version both sides speak.</summary>
    /// <param name="engineLowest">The engine's <c>MinAPIVersion</c>.</param>
    /// <param name="engineHighest">The engine's <c>ApiVersion</c>.</param>
    /// <exception cref="DockerApiVersionException">The ranges do not overlap.</exception>
    public static ApiVersion Negotiate(ApiVersion engineLowest, ApiVersion engineHighest)
    {
        var common = engineHighest < HighestSupported ? engineHighest : HighestSupported;
        return common < LowestSupported || common < engineLowest
            ? throw new DockerApiVersionException(engineLowest, engineHighest)
            : common;
    }

    /// <inheritdoc/>
    public int CompareTo(ApiVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>The form used in paths, without the <c>v</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}");

    public static bool operator <(ApiVersion left, ApiVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ApiVersion left, ApiVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ApiVersion left, ApiVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ApiVersion left, ApiVersion right) => left.CompareTo(right) >= 0;
}
