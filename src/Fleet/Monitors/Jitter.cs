using System.Security.Cryptography;

namespace Mooring.Fleet.Monitors;

/// <summary>Spreads what many engines' monitors do in time.</summary>
internal static class Jitter
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private const int Steps = 1 << 20;

    /// <summary>Evenly drawn from the interval.</summary>
    public static TimeSpan Between(TimeSpan shortest, TimeSpan longest) =>
        shortest + ((longest - shortest) * (RandomNumberGenerator.GetInt32(Steps) / (double)Steps));

    /// <summary>Within a tenth of a time.</summary>
    public static TimeSpan Around(TimeSpan time) => Between(time * 0.9, time * 1.1);

    /// <summary>
    /// The same time, made a little longer so that it ends on a tick all waits share: probes of many engines then go out together and wake the
    /// process once.
    /// </summary>
    public static TimeSpan OnTick(TimeSpan wait, TimeProvider clock)
    {
        var now = clock.GetElapsedTime(0);
        var ticks = Math.Ceiling((now + wait) / Tick);
        return wait < Tick ? wait : (Tick * ticks) - now;
    }
}
