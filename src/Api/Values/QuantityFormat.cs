namespace Mooring.Api;

/// <summary>Which suffixes a <see cref="Quantity"/> is written with.</summary>
public enum QuantityFormat
{
    /// <summary>Powers of 1000: n, u, m, none, k, M, G, T, P, E.</summary>
    DecimalSI,

    /// <summary>Powers of 1024: Ki, Mi, Gi, Ti, Pi, Ei.</summary>
    BinarySI,

    /// <summary>Powers of ten: <c>1e3</c>, with an exponent that is a multiple of three.</summary>
    DecimalExponent,
}
