using System.Security.Cryptography;

namespace Mooring.Fleet.Monitors;

/// <summary>Spreads what many engines' monitors do in time.</summary>
internal static class Jitter
{
    private const int Steps = 1 << 20;

    /// <summary>Evenly drawn from the interval.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) =>
        shortest + ((longest - shortest) * (RandomNumberGenerator.GetInt32(Steps) / (double)Steps));

    /// <summary>Within a tenth of a time.</summary>
    public static TimeSpan Around(TimeSpan time) => Between(time * 0.9, time * 1.1);
}
