using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mooring.Engine;

/// <summary>Instruments of the client: one duration a call, by operation and result. One instance serves all clients of a process.</summary>
public sealed class EngineMetrics(IMeterFactory meters)
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Mooring.Engine";

    /// <summary>Gives one span for each call.</summary>
    public static readonly ActivitySource Activities = new(Name);

    private readonly Histogram<double> _duration = meters.Create(Name).CreateHistogram<double>(
        "mooring.engine.request.duration", unit: "s", description: "Duration of calls to Docker engines.");

    /// <summary>Counts one call.</summary>
    /// <param name="operation">Name of the client's method, such as <c>InspectContainer</c>.</param>
    /// <param name="result"><c>ok</c>, <c>client_error</c>, <c>server_error</c>, <c>unreachable</c> or <c>cancelled</c>.</param>
    /// <param name="took">Until the end of the reply, or until its first byte for a stream.</param>
    public void Record(string operation, string result, TimeSpan took) =>
        _duration.Record(took.TotalSeconds, new("operation", operation), new("result", result));
}
