namespace Mooring.Scheduling.Ranking;

/// <summary>How good a node is for a request: lower wins, part by part; the node's name decides what is left.</summary>
/// <param name="First">Compared first.</param>
/// <param name="Second">Compared when the first parts are equal.</param>
/// <param name="Third">Compared when the second parts are equal too.</param>
public readonly record struct Rank(long First, long Second = 0, long Third = 0) : IComparable<Rank>
{
    /// <inheritdoc/>
    public int CompareTo(Rank other) => (First, Second, Third).CompareTo((other.First, other.Second, other.Third));

    /// <summary>Whether the left rank wins.</summary>
    public static bool operator <(Rank left, Rank right) => left.CompareTo(right) < 0;

    /// <summary>Whether the right rank wins.</summary>
    public static bool operator >(Rank left, Rank right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left rank wins or equals.</summary>
    public static bool operator <=(Rank left, Rank right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the right rank wins or equals.</summary>
    public static bool operator >=(Rank left, Rank right) => left.CompareTo(right) >= 0;
}
