using Mooring.Api;
using Resources = Mooring.Scheduling.Views.Resources;

namespace Mooring.Operator.Placements;

/// <summary>
/// What a container of ours was promised, written on it as a label, since the engine keeps limits but no requests: <c>cpu=500m,memory=64Mi</c>.
/// </summary>
public static class RequestsLabel
{
    /// <summary>The label's name.</summary>
    public const string Name = MooringLabels.Prefix + "requests";

    /// <summary>The label's value.</summary>
    public static string Write(Resources requests) =>
        $"cpu={Quantity.FromNanoCpus(requests.NanoCpus)},memory={Quantity.FromBytes(requests.Memory)}";

    /// <summary>Reads it back; null when it is not of this form.</summary>
    public static Resources? Read(string text) =>
        text.Split(',') is [var cpu, var memory]
        && cpu.StartsWith("cpu=", StringComparison.Ordinal) && Quantity.TryParse(cpu[4..], out var cpus)
        && memory.StartsWith("memory=", StringComparison.Ordinal) && Quantity.TryParse(memory[7..], out var bytes)
            ? new(cpus.ToNanoCpus(), bytes.ToBytes())
            : null;
}
