using System.Diagnostics.Metrics;
using Mooring.Operator.Telemetry;

namespace Mooring.Tests.Unit.Operator.Telemetry;

public sealed class MetricsCollectorTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // A name of its own, as every collector in the process hears every meter of that name.
    private readonly Meter _meter = new("test." + Guid.NewGuid());
    private readonly MetricsCollector _collector;

    public MetricsCollectorTests() => _collector = new(_meter.Name);

    public void Dispose()
    {
        _collector.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counter_of_a_dotted_name_gets_unit_and_total()
    {
        _meter.CreateCounter<long>("mooring.image.pulled", "By", "Bytes pulled.").Add(7, new KeyValuePair<string, object?>("result", "ok"));

        var scrape = Scrape();

        Assert.Equal(("counter", "Bytes pulled."), (scrape.Types["mooring_image_pulled_bytes_total"], scrape.Help["mooring_image_pulled_bytes_total"]));
        Assert.Equal(7, scrape.Value("mooring_image_pulled_bytes_total", ("result", "ok")));
    }

    [Fact]
    public void Name_in_prometheus_style_is_kept()
    {
        _meter.CreateCounter<double>("controller_runtime_reconcile_total").Add(1.5);
        _meter.CreateGauge<int>("workqueue_depth", "{item}").Record(3);
        _meter.CreateHistogram<double>("workqueue_queue_duration_seconds", "s").Record(1);

        var scrape = Scrape();

        Assert.Equal(["controller_runtime_reconcile_total", "workqueue_depth", "workqueue_queue_duration_seconds"], scrape.Types.Keys);
        Assert.Equal((1.5, 3), (scrape.Value("controller_runtime_reconcile_total"), scrape.Value("workqueue_depth")));
    }

    [Fact]
    public void Counter_is_cumulative_over_scrapes_and_starts_at_zero()
    {
        var counter = _meter.CreateCounter<long>("made_total");
        counter.Add(0);
        Assert.Equal(0, Scrape().Value("made_total"));
        counter.Add(2);
        Assert.Equal(2, Scrape().Value("made_total"));
        counter.Add(3);
        Assert.Equal(5, Scrape().Value("made_total"));
    }

    [Fact]
    public void Anything_that_can_fall_is_a_gauge()
    {
        var containers = _meter.CreateUpDownCounter<long>("mooring.engine.containers", "{container}");
        containers.Add(5);
        containers.Add(-2);
        _meter.CreateObservableUpDownCounter("mooring.heap", () => 10.5, "By");
        _meter.CreateObservableGauge("mooring.allocated", () => 0.25, "1");
        _meter.CreateObservableGauge("mooring.odd", () => double.NaN);

        var scrape = Scrape();

        Assert.All(scrape.Types.Values, type => Assert.Equal("gauge", type));
        Assert.Equal(3, scrape.Value("mooring_engine_containers"));
        Assert.Equal(10.5, scrape.Value("mooring_heap_bytes"));
        Assert.Equal(0.25, scrape.Value("mooring_allocated_ratio"));
        Assert.Equal(double.NaN, scrape.Value("mooring_odd"));
    }

    [Fact]
    public void Histogram_has_cumulative_buckets_sum_and_count()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10] };
        var histogram = _meter.CreateHistogram("mooring.pull.duration", "s", "Time to pull.", tags: null, advice);
        foreach (var seconds in (double[])[0.05, 0.5, 0.75, 60])
        {
            histogram.Record(seconds, new KeyValuePair<string, object?>("result", "ok"));
        }

        var scrape = Scrape();

        double Bucket(string bound) => scrape.Value("mooring_pull_duration_seconds_bucket", ("result", "ok"), ("le", bound));
        Assert.Equal("histogram", scrape.Types["mooring_pull_duration_seconds"]);
        Assert.Equal([1, 3, 3, 4], new[] { "0.1", "1", "10", "+Inf" }.Select(Bucket));
        Assert.Equal(61.3, scrape.Value("mooring_pull_duration_seconds_sum", ("result", "ok")), 9);
        Assert.Equal(4, scrape.Value("mooring_pull_duration_seconds_count", ("result", "ok")));
    }

    [Fact]
    public void Histogram_without_boundaries_still_has_the_last_bucket()
    {
        var advice = new InstrumentAdvice<double> { HistogramBucketBoundaries = [] };
        _meter.CreateHistogram("mooring.plain", "", "", tags: null, advice).Record(2);

        Assert.Equal(1, Scrape().Value("mooring_plain_bucket", ("le", "+Inf")));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("quote \" backslash \\ newline \n end")]
    [InlineData("\\n is not a newline")]
    [InlineData("}, {a=\"b\"")]
    [InlineData("Überfuhr 港")]
    public void Label_values_and_help_survive_the_text(string text)
    {
        _meter.CreateCounter<long>("made_total", null, "Help: " + text).Add(1, new KeyValuePair<string, object?>("what", text));

        var scrape = Scrape();

        Assert.Equal(1, scrape.Value("made_total", ("what", text)));
        Assert.Equal("Help: " + text, scrape.Help["made_total"]);
    }

    [Fact]
    public void Label_names_are_made_plain_and_values_of_those_that_fall_together_joined()
    {
        _meter.CreateCounter<long>("made_total").Add(
            1, new("http.method", "GET"), new("http_method", "PUT"), new("1st", true), new KeyValuePair<string, object?>("none", null));

        Assert.Equal(1, Scrape().Value("made_total", ("http_method", "GET;PUT"), ("_1st", "true"), ("none", "")));
    }

    [Fact]
    public void Instrument_that_claims_a_taken_name_with_another_type_is_left_out()
    {
        _meter.CreateCounter<long>("mooring.made").Add(1);
        _meter.CreateGauge<long>("mooring_made_total").Record(9);

        var scrape = Scrape();

        Assert.Equal("counter", Assert.Single(scrape.Types).Value);
        Assert.Equal(1, scrape.Value("mooring_made_total"));
    }

    [Fact]
    public async Task Concurrent_scrapes_are_each_whole_and_see_what_was_counted_before()
    {
        var counter = _meter.CreateCounter<long>("made_total");
        for (var n = 0; n < 50; n++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", n));
        }

        var texts = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() =>
        {
            counter.Add(1, new KeyValuePair<string, object?>("n", 0));
            return _collector.Scrape(Timeout);
        })));

        Assert.All(texts, text => Assert.Equal(50, PrometheusScrape.Parse(text).Samples.Count));
        Assert.Equal(33, Scrape().Value("made_total", ("n", "0")));
    }

    [Fact]
    public void Meter_that_was_not_named_is_not_shown()
    {
        using var other = new Meter("test." + Guid.NewGuid());
        other.CreateCounter<long>("other_total").Add(1);

        Assert.Empty(Scrape().Samples);
    }

    private PrometheusScrape Scrape() => PrometheusScrape.Parse(_collector.Scrape(Timeout));
}
