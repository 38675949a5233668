namespace Mooring.Kube.Telemetry;

/// <summary>The series of one work queue. Called under the queue's lock.</summary>
public sealed class QueueMeter
{
    private readonly KeyValuePair<string, object?> _name;
    private readonly KubeMetrics _metrics;

    internal QueueMeter(KubeMetrics metrics, string name)
    {
        (_metrics, _name) = (metrics, new("name", name));
        metrics.QueueDepth.Add(0, _name);
        metrics.QueueAdds.Add(0, _name);
        metrics.QueueRetries.Add(0, _name);
    }

    internal void Added()
    {
        _metrics.QueueAdds.Add(1, _name);
        _metrics.QueueDepth.Add(1, _name);
    }

    internal void Started(TimeSpan waited)
    {
        _metrics.QueueDepth.Add(-1, _name);
        _metrics.QueueWait.Record(waited.TotalSeconds, _name);
    }

    internal void Finished(TimeSpan worked) => _metrics.QueueWork.Record(worked.TotalSeconds, _name);

    internal void Retried() => _metrics.QueueRetries.Add(1, _name);

    /// <summary>Shows how long taken keys have been with their takers.</summary>
    internal void Watch(Func<(TimeSpan Sum, TimeSpan Longest)> unfinished) => _metrics.Watch((string)_name.Value!, unfinished);
}
