using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace Mooring.Api;

/// <summary>Reading and writing of <see cref="Quantity"/>, in billionths.</summary>
internal static class QuantityText
{
    // An exponent past this is out of range in any case; it only bounds the arithmetic.
    private const int LargestExponent = 100;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly string[] DecimalSuffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
    private static readonly string[] BinarySuffixes = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

    public static (BigInteger Billionths, QuantityFormat Format)? Parse(string? text)
    {
        var rest = (text ?? "").AsSpan();
        var negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
        {
            rest = rest[1..];
        }

        var length = rest.IndexOfAnyExcept(Digits) is var end && end < 0 ? rest.Length : end;
        var number = rest[..length];
        var dot = number.IndexOf('.');
        var places = dot < 0 ? 0 : number.Length - dot - 1;
        var digits = number.ToString().Replace(".", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > 100 || number.Count('.') > 1 || Suffix(rest[length..].ToString()) is not var (factor, exponent, format))
        {
            return null;
        }

        var mantissa = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * factor;
        var shift = exponent + 9 - places;
        var billionths = shift >= 0
            ? mantissa * BigInteger.Pow(10, shift)
            : DivideAwayFromZero(mantissa, BigInteger.Pow(10, -shift));
        return (negative ? -billionths : billionths, format);
    }

    public static string Write(BigInteger billionths, QuantityFormat format)
    {
        if (billionths.IsZero)
        {
            return "0";
        }

        if (format is QuantityFormat.BinarySI && billionths % 1_000_000_000 == 0 && BigInteger.Abs(billionths) >= 1024 * (BigInteger)1_000_000_000)
        {
            var (amount, times) = Strip(billionths / 1_000_000_000, 1024, BinarySuffixes.Length - 1);
            return amount.ToString(CultureInfo.InvariantCulture) + BinarySuffixes[times];
        }

        var (mantissa, thousands) = Strip(billionths, 1000, DecimalSuffixes.Length - 1);
        var suffix = format is QuantityFormat.DecimalExponent
            ? thousands == 3 ? "" : $"e{(thousands - 3) * 3}"
            : DecimalSuffixes[thousands];
        return mantissa.ToString(CultureInfo.InvariantCulture) + suffix;
    }

    public static BigInteger DivideAwayFromZero(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var remainder);
        return remainder.IsZero ? quotient : quotient + remainder.Sign;
    }

    private static (BigInteger Value, int Times) Strip(BigInteger value, int factor, int most)
    {
        var times = 0;
        while (times < most && value % factor == 0)
        {
            value /= factor;
            times++;
        }

        return (value, times);
    }

    private static (BigInteger Factor, int Exponent, QuantityFormat Format)? Suffix(string suffix)
    {
        if (Array.IndexOf(DecimalSuffixes, suffix) is var thousands and >= 0)
        {
            return (1, (thousands - 3) * 3, QuantityFormat.DecimalSI);
        }

        if (Array.IndexOf(BinarySuffixes, suffix) is var powers and > 0)
        {
            return (BigInteger.Pow(1024, powers), 0, QuantityFormat.BinarySI);
        }

        return suffix is ['e' or 'E', .. var exponent]
            && int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            ? (1, Math.Clamp(power, -LargestExponent, LargestExponent), QuantityFormat.DecimalExponent)
            : null;
    }
}
