using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>
/// An amount as Kubernetes writes it: <c>500m</c>, <c>1.5</c>, <c>2Gi</c>, <c>1e3</c>. Exact, in billionths: finer parts are rounded away
/// from zero and amounts past 2^63-1 are cut to that, as the API server does. Equal when the amount is equal, however it was written.
/// </summary>
/// <remarks>Follows <c>resource.Quantity</c> of k8s.io/apimachinery, its canonical form included.</remarks>
[JsonConverter(typeof(QuantityConverter))]
public sealed record Quantity : IComparable<Quantity>
{
    private static readonly BigInteger Billion = 1_000_000_000;
    private static readonly BigInteger Limit = long.MaxValue * Billion;

    private Quantity(BigInteger billionths, QuantityFormat format)
    {
        Billionths = BigInteger.Clamp(billionths, -Limit, Limit);
        Format = format;
    }

    /// <summary>Nothing.</summary>
    public static Quantity Zero { get; } = new(0, QuantityFormat.DecimalSI);

    /// <summary>Which suffixes <see cref="ToString"/> prefers.</summary>
    public QuantityFormat Format { get; }

    /// <summary>The amount times 10^9, exact.</summary>
    internal BigInteger Billionths { get; }

    /// <summary>A number of bytes, written with Ki, Mi, Gi.</summary>
    public static Quantity FromBytes(long bytes) => new(bytes * Billion, QuantityFormat.BinarySI);

    /// <summary>A number of CPUs in billionths, as the Docker Engine counts them (<c>NanoCpus</c>).</summary>
    public static Quantity FromNanoCpus(long nanoCpus) => new(nanoCpus, QuantityFormat.DecimalSI);

    /// <summary>A whole number, such as CPUs.</summary>
    public static Quantity FromNumber(long number) => new(number * Billion, QuantityFormat.DecimalSI);

    /// <summary>The amount named by <paramref name="text"/>. Throws <see cref="FormatException"/> when it is not a quantity.</summary>
    public static Quantity Parse(string text) =>
        TryParse(text, out var quantity) ? quantity : throw new FormatException($"'{text}' is not a quantity; write it like 500m, 1.5 or 2Gi");

    /// <summary>Reads sign, decimal number and suffix; no blanks.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Quantity? quantity)
    {
        quantity = QuantityText.Parse(text) is var (billionths, format) ? new Quantity(billionths, format) : null;
        return quantity is not null;
    }

    /// <summary>The amount as whole units, such as bytes, rounded away from zero.</summary>
    public long ToNumber() => (long)QuantityText.DivideAwayFromZero(Billionths, Billion);

    /// <summary>The amount as bytes, rounded up.</summary>
    public long ToBytes() => ToNumber();

    /// <summary>The amount of CPUs in billionths, exact; cut to what fits.</summary>
    public long ToNanoCpus() => (long)BigInteger.Clamp(Billionths, long.MinValue, long.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(Quantity? other) => other is null ? 1 : Billionths.CompareTo(other.Billionths);

    /// <summary>Whether the amounts are equal; <c>1</c> equals <c>1000m</c>.</summary>
    public bool Equals(Quantity? other) => other is not null && Billionths == other.Billionths;

    /// <inheritdoc/>
    public override int GetHashCode() => Billionths.GetHashCode();

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Billionths + right.Billionths, left.Shown(right));

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Billionths - right.Billionths, left.Shown(right));

    public static bool operator <(Quantity left, Quantity right) => left.Billionths < right.Billionths;

    public static bool operator >(Quantity left, Quantity right) => left.Billionths > right.Billionths;

    public static bool operator <=(Quantity left, Quantity right) => left.Billionths <= right.Billionths;

    public static bool operator >=(Quantity left, Quantity right) => left.Billionths >= right.Billionths;

    /// <summary>The canonical text: no fraction, the largest suffix that loses nothing.</summary>
    public override string ToString() => QuantityText.Write(Billionths, Format);

    private QuantityFormat Shown(Quantity other) => Billionths.IsZero ? other.Format : Format;
}
