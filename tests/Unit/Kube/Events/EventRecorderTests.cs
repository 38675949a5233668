using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Client;
using Mooring.Kube.Events;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Events;

public sealed class EventRecorderTests : IAsyncLifetime, IDisposable
{
    private readonly FakeKube _kube = new();
    private readonly ManualClock _clock = new();
    private readonly EventRecorder _recorder;

    public EventRecorderTests() => _recorder = new(
        _kube, new() { Instance = "host", Capacity = 3 }, _clock, NullLogger<EventRecorder>.Instance);

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _recorder.StopAsync(Limit);

    public void Dispose() => _recorder.Dispose();

    [Fact]
    public async Task Event_says_who_what_and_about_which()
    {
        await _recorder.StartAsync(Limit);
        _recorder.Record(Widget.Named("one", "ns"), EventType.Warning, "Refused", "Connecting", "no");

        var written = Assert.Single(await WaitAsync(1));

        Assert.Equal(("Warning", "Refused", "Connecting", "no"), (written.Type, written.Reason, written.Action, written.Note));
        Assert.Equal(("mooring.dev/operator", "host", "one", "ns"), (written.ReportingController, written.ReportingInstance, written.Regarding!.Name, written.Metadata.Namespace));
        Assert.StartsWith("one.", written.Metadata.Name, StringComparison.Ordinal);
        Assert.Equal(_clock.GetUtcNow(), written.EventTime);
    }

    [Fact]
    public async Task Repeated_event_is_counted_and_the_count_written_now_and_then()
    {
        await _recorder.StartAsync(Limit);
        Record("no");
        await WaitAsync(1);
        Record("no");
        Record("no");
        Record("other");
        await WaitAsync(2);
        Assert.All(await ListAsync(), written => Assert.Null(written.Series));

        await Eventually.TrueAsync(() => _clock.Timers > 0);
        _clock.Advance(TimeSpan.FromSeconds(31));

        await Eventually.TrueAsync(async () => (await ListAsync()).Any(written => written.Series?.Count == 3));
        var version = _kube.Version;
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(version, _kube.Version);
    }

    [Fact]
    public async Task Event_the_server_has_forgotten_is_written_anew()
    {
        await _recorder.StartAsync(Limit);
        Record("no");
        var first = Assert.Single(await WaitAsync(1));
        await _kube.DeleteAsync(KubeResources.Events, ObjectKey.Of(first), null, Limit);
        Record("no");
        var failed = new TaskCompletionSource();
        _kube.OnCall = verb => failed.TrySetResult();
        await Eventually.TrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(31));
            return failed.Task.IsCompleted;
        });

        Record("no");

        Assert.NotEqual(first.Metadata.Name, Assert.Single(await WaitAsync(1)).Metadata.Name);
    }

    [Fact]
    public async Task Failing_server_neither_stops_the_recorder_nor_its_callers()
    {
        _kube.FailNext(new KubernetesException(StatusReason.Forbidden, "no"), "create");
        for (var i = 0; i < 10; i++)
        {
            Record($"{i}");
        }

        await _recorder.StartAsync(Limit);

        // Three had room, the first of them was refused, the others were dropped.
        Assert.Equal(["1", "2"], (await WaitAsync(2)).Select(written => written.Note).Order());
    }

    [Fact]
    public void Long_texts_are_cut_between_characters()
    {
        var cut = EventText.Cut(new string('é', 1000), 1024);

        Assert.True(Encoding.UTF8.GetByteCount(cut) is > 1020 and <= 1024);
        Assert.EndsWith("é...", cut, StringComparison.Ordinal);
        Assert.Equal("short", EventText.Cut("short", 5));
        Assert.DoesNotContain('\uFFFD', EventText.Cut(string.Concat(Enumerable.Repeat("😀", 300)), 1023));
    }

    private void Record(string note) => _recorder.Record(Widget.Named("one", "ns"), EventType.Normal, "Reason", "Action", note);

    private async Task<IReadOnlyList<Eventsv1Event>> ListAsync() => (await _kube.ListAsync(KubeResources.Events, new("ns"), Limit)).Items;

    private async Task<IReadOnlyList<Eventsv1Event>> WaitAsync(int count)
    {
        await Eventually.TrueAsync(async () => (await ListAsync()).Count == count);
        return await ListAsync();
    }
}
