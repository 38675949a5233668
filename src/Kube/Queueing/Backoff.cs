namespace Mooring.Kube.Queueing;

/// <summary>Waits that double with every failure up to a cap, scattered so that many that failed together do not return together.</summary>
/// <param name="First">After the first failure.</param>
/// <param name="Cap">The longest, before scattering.</param>
/// <param name="Random">Gives numbers in [0, 1); the source of scatter.</param>
/// <param name="Jitter">Share of the wait that is scattered, 0 to 1: 0.2 means 80 % to 100 % of it.</param>
public sealed record Backoff(TimeSpan First, TimeSpan Cap, Func<double> Random, double Jitter = 0.2)
{
    /// <summary>How long to wait after so many failures in a row; nothing after none.</summary>
    public TimeSpan DelayFor(int failures)
    {
        if (failures <= 0)
        {
            return TimeSpan.Zero;
        }

        // In floating point, where too many doublings are merely infinite.
        var seconds = Math.Min(First.TotalSeconds * Math.Pow(2, failures - 1), Cap.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (Jitter * Random())));
    }
}
