using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Mooring.Kube.Telemetry;

/// <summary>
/// The instruments of this assembly, named and labelled as controller-runtime and client-go name theirs, so that dashboards made for
/// those show these. Every series whose labels are known beforehand starts at zero.
/// </summary>
public sealed class KubeMetrics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Mooring.Kube";

    /// <summary>One span a reconcile.</summary>
    public static readonly ActivitySource Activities = new(Name);

    private static readonly InstrumentAdvice<double> QueueBuckets = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.0001, 0.001, 0.01, 0.1, 1, 10, 100, 1000],
    };

    private static readonly InstrumentAdvice<double> ReconcileBuckets = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private readonly Counter<long> _requests;
    private readonly Gauge<int> _leader;
    private readonly ConcurrentQueue<(string Name, Func<(TimeSpan Sum, TimeSpan Longest)> Read)> _unfinished = new();

    /// <summary>Creates all instruments on one meter of the factory.</summary>
    public KubeMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        _requests = Meter.CreateCounter<long>("rest_client_requests_total", null, "Requests to the API server by code, method and host.");
        _leader = Meter.CreateGauge<int>("leader_election_master_status", null, "1 while this process leads, else 0.");
        QueueDepth = Meter.CreateUpDownCounter<long>("workqueue_depth", null, "Keys that wait.");
        QueueAdds = Meter.CreateCounter<long>("workqueue_adds_total", null, "Keys that were added.");
        QueueRetries = Meter.CreateCounter<long>("workqueue_retries_total", null, "Keys that failed and will be tried again.");
        QueueWait = Meter.CreateHistogram("workqueue_queue_duration_seconds", "s", "How long keys waited.", null, QueueBuckets);
        QueueWork = Meter.CreateHistogram("workqueue_work_duration_seconds", "s", "How long the work on keys took.", null, QueueBuckets);
        Reconciles = Meter.CreateCounter<long>("controller_runtime_reconcile_total", null, "Reconciles by controller and result.");
        ReconcileErrors = Meter.CreateCounter<long>("controller_runtime_reconcile_errors_total", null, "Reconciles that failed.");
        TerminalErrors = Meter.CreateCounter<long>("controller_runtime_terminal_reconcile_errors_total", null, "Failures that wait for a change.");
        ReconcileTime = Meter.CreateHistogram("controller_runtime_reconcile_time_seconds", "s", "How long reconciles took.", null, ReconcileBuckets);
        MaxWorkers = Meter.CreateGauge<int>("controller_runtime_max_concurrent_reconciles", null, "Workers there are.");
        Meter.CreateObservableGauge(
            "workqueue_unfinished_work_seconds", () => Measure(times => times.Sum), "s", "How long all keys under work have been so, summed up.");
        Meter.CreateObservableGauge(
            "workqueue_longest_running_processor_seconds", () => Measure(times => times.Longest), "s", "The longest of these.");
        ActiveWorkers = Meter.CreateUpDownCounter<long>("controller_runtime_active_workers", null, "Workers that are reconciling.");
    }

    internal Meter Meter { get; }

    internal UpDownCounter<long> QueueDepth { get; }

    internal Counter<long> QueueAdds { get; }

    internal Counter<long> QueueRetries { get; }

    internal Histogram<double> QueueWait { get; }

    internal Histogram<double> QueueWork { get; }

    internal Counter<long> Reconciles { get; }

    internal Counter<long> ReconcileErrors { get; }

    internal Counter<long> TerminalErrors { get; }

    internal Histogram<double> ReconcileTime { get; }

    internal UpDownCounter<long> ActiveWorkers { get; }

    internal Gauge<int> MaxWorkers { get; }

    /// <summary>Starts the series of a work queue.</summary>
    public QueueMeter Queue(string name) => new(this, name);

    /// <summary>Starts the series of a controller.</summary>
    public ControllerMeter Controller(string name, int workers) => new(this, name, workers);

    /// <summary>Counts a request; the code is null when no server answered.</summary>
    internal void Requested(int? code, string method, string host) => _requests.Add(
        1, new("code", code?.ToString(CultureInfo.InvariantCulture) ?? "<error>"), new("method", method), new("host", host));

    /// <summary>Says whether this process leads.</summary>
    internal void Leads(string lease, bool leads) => _leader.Record(leads ? 1 : 0, new KeyValuePair<string, object?>("name", lease));

    /// <summary>Shows how long the taken keys of a queue have been so.</summary>
    internal void Watch(string queue, Func<(TimeSpan Sum, TimeSpan Longest)> unfinished) => _unfinished.Enqueue((queue, unfinished));

    private IEnumerable<Measurement<double>> Measure(Func<(TimeSpan Sum, TimeSpan Longest), TimeSpan> pick) =>
        _unfinished.Select(queue => new Measurement<double>(pick(queue.Read()).TotalSeconds, new KeyValuePair<string, object?>("name", queue.Name)));
}
