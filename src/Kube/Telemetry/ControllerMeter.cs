namespace Mooring.Kube.Telemetry;

/// <summary>The series of one controller.</summary>
public sealed class ControllerMeter
{
    private static readonly string[] Results = ["success", "requeue_after", "requeue", "error"];
    private readonly KeyValuePair<string, object?> _controller;
    private readonly KubeMetrics _metrics;

    internal ControllerMeter(KubeMetrics metrics, string controller, int workers)
    {
        (_metrics, _controller) = (metrics, new("controller", controller));
        foreach (var result in Results)
        {
            metrics.Reconciles.Add(0, _controller, new("result", result));
        }

        metrics.ReconcileErrors.Add(0, _controller);
        metrics.TerminalErrors.Add(0, _controller);
        metrics.ActiveWorkers.Add(0, _controller);
        metrics.MaxWorkers.Record(workers, _controller);
    }

    internal void Started() => _metrics.ActiveWorkers.Add(1, _controller);

    /// <summary><paramref name="result"/> is one of success, requeue_after, requeue and error.</summary>
    internal void Finished(string result, bool isTerminal, TimeSpan took)
    {
        _metrics.ActiveWorkers.Add(-1, _controller);
        _metrics.ReconcileTime.Record(took.TotalSeconds, _controller);
        _metrics.Reconciles.Add(1, _controller, new("result", result));
        if (result is "error")
        {
            _metrics.ReconcileErrors.Add(1, _controller);
            _metrics.TerminalErrors.Add(isTerminal ? 1 : 0, _controller);
        }
    }
}
