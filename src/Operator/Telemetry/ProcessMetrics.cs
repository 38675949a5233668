using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Mooring.Operator.Telemetry;

/// <summary>What every Prometheus process shows of itself: when it started and which build it is.</summary>
public sealed class ProcessMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Mooring.Operator";

    /// <summary>Creates the instruments.</summary>
    public ProcessMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        using var process = Process.GetCurrentProcess();
        var started = (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds;
        var version = typeof(ProcessMetrics).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        meter.CreateObservableGauge("process_start_time_seconds", () => started, "s", "Start time of the process since unix epoch in seconds.");
        meter.CreateObservableGauge(
            "mooring_build_info", () => new Measurement<int>(1, new KeyValuePair<string, object?>("version", version)), null, "Always 1; the version is in the label.");
    }
}
