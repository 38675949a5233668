using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mooring.Kube;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Kube.Models;
using Mooring.Kube.Reconciling;
using Mooring.Kube.Telemetry;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube;

/// <summary>All parts together, as a host runs them.</summary>
public sealed class KubeServicesTests : IAsyncLifetime, IDisposable
{
    private readonly FakeKube _kube = new();
    private readonly ConcurrentDictionary<string, double> _numbers = new();
    private readonly ConcurrentQueue<string> _spans = new();
    private readonly MeterListener _meters = new();
    private IHost? _host;

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(Limit);
            _host.Dispose();
        }
    }

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Objects_and_what_they_refer_to_wake_the_reconciler_and_its_writes_settle()
    {
        await _kube.CreateAsync(Widget.Resource, Widget.Named("one"), Limit);
        await StartAsync();
        await Eventually.TrueAsync(async () => (await ReadAsync())?.Status?.Phase == "no");

        await _kube.CreateAsync(KubeResources.ConfigMaps, new V1ConfigMap(new("one", "default")), Limit);
        await Eventually.TrueAsync(async () => (await ReadAsync())?.Status?.Phase == "yes");

        var queued = _host!.Services.GetRequiredService<WidgetReconciler>();
        await Eventually.TrueAsync(() => queued.Settled);
        // The lease is the only thing that may still be written.
        var lease = await _kube.ReadAsync(KubeResources.Leases, new("default", "mooring-operator"), Limit);
        Assert.Equal(Math.Max(ulong.Parse(lease.Metadata.ResourceVersion, null), ulong.Parse((await ReadAsync())!.Metadata.ResourceVersion, null)), _kube.Version);
    }

    [Fact]
    public async Task Shutdown_releases_the_lease_after_the_controllers_have_stopped()
    {
        await StartAsync();
        await Eventually.TrueAsync(() => _host!.Services.GetRequiredService<ILeadership>().IsLeader);

        await _host!.StopAsync(Limit);

        Assert.Equal("", (await _kube.ReadAsync(KubeResources.Leases, new("default", "mooring-operator"), Limit)).Spec.HolderIdentity);
    }

    [Fact]
    public async Task Series_start_at_zero_under_the_names_dashboards_know()
    {
        await StartAsync();

        foreach (var series in (string[])[
            "controller_runtime_reconcile_total controller=widget,result=success",
            "controller_runtime_reconcile_total controller=widget,result=requeue_after",
            "controller_runtime_reconcile_total controller=widget,result=error",
            "controller_runtime_reconcile_errors_total controller=widget",
            "controller_runtime_terminal_reconcile_errors_total controller=widget",
            "controller_runtime_active_workers controller=widget",
            "workqueue_depth name=widget",
            "workqueue_adds_total name=widget",
            "workqueue_retries_total name=widget",
            "leader_election_master_status name=mooring-operator"])
        {
            await Eventually.TrueAsync(() => _numbers.ContainsKey(series), what: series);
        }

        _meters.RecordObservableInstruments();
        Assert.Equal(3, _numbers["controller_runtime_max_concurrent_reconciles controller=widget"]);
        Assert.True(_numbers.ContainsKey("workqueue_unfinished_work_seconds name=widget"));
        Assert.True(_numbers.ContainsKey("workqueue_longest_running_processor_seconds name=widget"));
    }

    [Fact]
    public async Task Reconcile_is_counted_timed_and_traced()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == KubeMetrics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => _spans.Enqueue($"{activity.DisplayName} {activity.GetTagItem("mooring.key")} {activity.GetTagItem("mooring.result")}"),
        };
        ActivitySource.AddActivityListener(listener);
        await _kube.CreateAsync(Widget.Resource, Widget.Named("traced"), Limit);
        await StartAsync();

        await Eventually.TrueAsync(() => _numbers.GetValueOrDefault("controller_runtime_reconcile_total controller=widget,result=success") >= 1);
        await Eventually.TrueAsync(() => _spans.Contains("reconcile widget default/traced success"));
        Assert.True(_numbers.ContainsKey("controller_runtime_reconcile_time_seconds controller=widget"));
        Assert.Equal(0, _numbers["controller_runtime_active_workers controller=widget"]);
    }

    [Fact]
    public async Task Wrong_options_stop_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            StartAsync(services => services.Configure<LeaderElectionOptions>(options => options.RenewDeadline = TimeSpan.FromSeconds(20))));
        // It never started, so there is nothing to stop.
        _host!.Dispose();
        _host = null;

        Assert.Contains("RenewDeadline must be shorter", error.Message, StringComparison.Ordinal);
    }

    private async Task StartAsync(Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.ClearProviders();
        builder.Services.AddKube(new(new Uri("http://unused")));
        builder.Services.AddSingleton<IKubernetes>(_kube);
        builder.Services.AddInformer(Widget.Resource);
        builder.Services.AddInformer(KubeResources.ConfigMaps);
        builder.Services.AddController<WidgetReconciler>("widget", controller => controller
            .Watch<Widget>()
            .Watch<V1ConfigMap>((services, change) => services.GetRequiredService<IObjectCache<Widget>>().Get(change.Key) is null ? [] : [change.Key])
            .With(new(3)));
        more?.Invoke(builder.Services);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == KubeMetrics.Name && instrument.Meter.Scope == _host?.Services.GetService<IMeterFactory>())
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _host = builder.Build();
        _meters.Start();
        await _host.StartAsync(Limit);
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = $"{instrument.Name} {string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
        _numbers.AddOrUpdate(series, value, (_, old) => instrument is Counter<long> or UpDownCounter<long> ? old + value : value);
    }

    private Task<Widget?> ReadAsync() => _kube.TryReadAsync(Widget.Resource, new("default", "one"), Limit);

    /// <summary>Says in the status whether there is a ConfigMap of the same name.</summary>
    private sealed class WidgetReconciler(IKubernetes kube, IObjectCache<Widget> widgets, IObjectCache<V1ConfigMap> maps) : IReconciler
    {
        private volatile bool _settled;

        public bool Settled => _settled;

        public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken ct)
        {
            if (widgets.Get(key) is not { } widget)
            {
                return new ReconcileResult.Done();
            }

            var wanted = maps.Get(key) is null ? "no" : "yes";
            _settled = widget.Status?.Phase == wanted;
            if (!_settled)
            {
                var patch = V1Patch.Merge(new() { ["status"] = new JsonObject { ["phase"] = wanted } });
                widgets.Observe(await kube.PatchStatusAsync(Widget.Resource, key, patch, ct));
            }

            return new ReconcileResult.Done();
        }
    }
}
