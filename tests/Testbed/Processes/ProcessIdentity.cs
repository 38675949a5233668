using System.Globalization;

namespace Mooring.Tests.Testbed.Processes;

/// <summary>One process, told from a later one with the same number by its start time (proc(5), field 22 of stat).</summary>
public readonly record struct ProcessIdentity(int Pid, ulong StartTicks)
{
    /// <summary>True until the process ends; a zombie has ended.</summary>
    public bool IsAlive => ProcessTable.Read(Pid) is { State: not ('Z' or 'X') } now && now.Identity == this;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid} {StartTicks}");

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static ProcessIdentity Parse(string text)
    {
        var words = text.Split(' ');
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), ulong.Parse(words[1], CultureInfo.InvariantCulture));
    }
}
