using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mooring.Fleet.Snapshots;

namespace Mooring.Fleet;

/// <summary>Instruments of the fleet.</summary>
public sealed class FleetMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Mooring.Fleet";

    private static readonly EngineState[] States = [EngineState.Pending, EngineState.Healthy, EngineState.Unhealthy];
    private readonly Meter _meter;
    private readonly Histogram<double> _probes;
    private readonly Counter<long> _events;

    public FleetMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _probes = _meter.CreateHistogram<double>("mooring.fleet.probe.duration", unit: "s", description: "Duration of probes of Docker engines.");
        _events = _meter.CreateCounter<long>("mooring.fleet.events", unit: "{event}", description: "Events received from Docker engines.");
        _events.Add(0);
    }

    internal void Probed(TimeSpan took, bool succeeded) => _probes.Record(took.TotalSeconds, new KeyValuePair<string, object?>("result", succeeded ? "ok" : "failed"));

    internal void EventSeen() => _events.Add(1);

    internal void Watch(Func<IEnumerable<EngineSnapshot>> snapshots)
    {
        _meter.CreateObservableGauge("mooring.fleet.engines", () =>
        {
            var counts = snapshots().CountBy(snapshot => snapshot.State).ToDictionary();
            return States.Select(state => new Measurement<long>(counts.GetValueOrDefault(state), new TagList { { "state", state.ToString() } }));
        }, unit: "{engine}", description: "Docker engines by state.");
        _meter.CreateObservableGauge("mooring.fleet.containers", () => snapshots().Sum(snapshot => (long)snapshot.Containers.Count),
            unit: "{container}", description: "Containers in the cache.");
    }
}
