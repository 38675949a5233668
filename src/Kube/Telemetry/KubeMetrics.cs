using System.Diagnostics;
using System.Diagnostics.Metrics;

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

    private readonly Counter<long> _requests;

    /// <summary>Creates all instruments on one meter of the factory.</summary>
    public KubeMetrics(IMeterFactory meters)
    {
        Meter = meters.Create(Name);
        _requests = Meter.CreateCounter<long>("rest_client_requests_total", description: "Requests to the API server by code, method and host.");
    }

    /// <summary>What the instruments hang on.</summary>
    internal Meter Meter { get; }

    /// <summary>Counts a request; the code is null when no server answered.</summary>
    internal void Requested(int? code, string method, string host) => _requests.Add(
        1, new("code", code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "<error>"), new("method", method), new("host", host));
}
