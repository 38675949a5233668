using System.Globalization;
using System.Text.Json.Serialization;

namespace Mooring.Api;

/// <summary>A count or a percentage of one, as <c>intstr.IntOrString</c> of Kubernetes: <c>1</c> or <c>25%</c>.</summary>
[JsonConverter(typeof(IntOrStringConverter))]
public sealed record IntOrString
{
    private IntOrString(int? number, string? text)
    {
        Number = number;
        Text = text;
    }

    /// <summary>The count; null when this is a text.</summary>
    public int? Number { get; }

    /// <summary>The text; null when this is a count.</summary>
    public string? Text { get; }

    /// <summary>The percentage without its sign; null when this is a count or no percentage from 0 to 100.</summary>
    public int? Percent =>
        Text is [.. var digits, '%'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? percent
            : null;

    /// <summary>Zero, or zero percent.</summary>
    public bool IsZero => (Number ?? Percent) == 0;

    public static implicit operator IntOrString(int number) => new(number, null);

    public static implicit operator IntOrString(string text) => new(null, text);

    /// <summary>
    /// The count out of <paramref name="total"/>: a percentage is rounded up for a surge and down for what may be missing, as a Deployment does.
    /// A text that is no percentage counts as zero; the validation reports it.
    /// </summary>
    public int Of(int total, bool roundUp) =>
        Number ?? (int)((((long)(Percent ?? 0) * total) + (roundUp ? 99 : 0)) / 100);

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number.GetValueOrDefault().ToString(CultureInfo.InvariantCulture);
}
