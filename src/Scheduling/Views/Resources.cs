using System.Globalization;

namespace Mooring.Scheduling.Views;

/// <summary>An amount of processor and memory, never negative; zero means "not asked for" or "none". Sums saturate rather than overflow.</summary>
/// <param name="NanoCpus">Processor in billionths of a CPU, the unit of the Engine API's <c>NanoCpus</c>.</param>
/// <param name="Memory">Memory in bytes.</param>
public readonly record struct Resources(long NanoCpus, long Memory)
{
    /// <summary>One whole CPU in the unit of <see cref="NanoCpus"/>.</summary>
    public const long OneCpu = 1_000_000_000;

    /// <summary>The sum, each part at most <see cref="long.MaxValue"/>.</summary>
    public static Resources operator +(Resources left, Resources right) =>
        new(Sum(left.NanoCpus, right.NanoCpus), Sum(left.Memory, right.Memory));

    /// <summary>The difference, each part at least zero.</summary>
    public static Resources operator -(Resources left, Resources right) =>
        new(Math.Max(0, left.NanoCpus - right.NanoCpus), Math.Max(0, left.Memory - right.Memory));

    /// <summary>
    /// These resources as a capacity stretched by a factor (swarm.md 3.6): <c>0.05</c> adds five percent, in classic Swarm's integer arithmetic, in which
    /// whole CPUs gain whole CPUs only (nothing below 20 of them). A negative factor shrinks.
    /// </summary>
    /// <param name="factor">Above -1.</param>
    public Resources Overcommit(double factor)
    {
        var percent = (long)Math.Truncate(factor * 100);
        return new(NanoCpus + NanoCpus / OneCpu * percent / 100 * OneCpu, Memory + (long)((Int128)Memory * percent / 100));
    }

    /// <summary>For example <c>0.5 CPU, 512MiB memory</c>.</summary>
    public override string ToString() => $"{FormatCpus(NanoCpus)} CPU, {FormatBytes(Memory)} memory";

    internal static string FormatCpus(long nanoCpus) => ((decimal)nanoCpus / OneCpu).ToString("0.###", CultureInfo.InvariantCulture);

    internal static string FormatBytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var amount = (decimal)bytes;
        var unit = 0;
        while (amount >= 1024 && unit < units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }

        return amount.ToString("0.##", CultureInfo.InvariantCulture) + units[unit];
    }

    private static long Sum(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;
}
