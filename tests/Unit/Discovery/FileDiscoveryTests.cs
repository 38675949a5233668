using Mooring.Discovery;
using Mooring.Discovery.Files;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Discovery;

public sealed class FileDiscoveryTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mooring-{Guid.NewGuid():N}");
    private readonly ManualClock _clock = new();

    [Fact]
    public void Lines_comments_blanks_and_ranges_are_read() => Assert.Equal(
        ["10.0.0.1:2375", "10.0.0.5:2375", "10.0.0.6:2375", "h:1"],
        FileDiscovery.Parse(["# all of them", "  10.0.0.1:2375  ", "", "10.0.0.[5:6]:2375 # two", "\t", "h:1#x"]));

    [Fact]
    public void One_bad_line_rejects_the_file()
    {
        var error = Assert.Throws<DiscoveryException>(() => FileDiscovery.Parse(["h:1", "bad"]));

        Assert.Equal("address bad: missing port in address", error.Message);
    }

    [Fact]
    public async Task Missing_file_is_named()
    {
        await using var discovery = new FileDiscovery(_path, TimeSpan.FromMinutes(1), _clock);

        var error = await Assert.ThrowsAsync<DiscoveryException>(() => discovery.FetchAsync(CancellationToken.None));

        Assert.Equal($"failed to read '{_path}': open {_path}: no such file or directory", error.Message);
    }

    [Fact]
    public async Task Changed_file_is_read_within_a_second_and_an_equal_list_is_not_repeated()
    {
        await File.WriteAllTextAsync(_path, "a:1");
        await using var discovery = new FileDiscovery(_path, TimeSpan.FromDays(1), _clock);
        await using var watch = discovery.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(["a:1"], watch.Current);

        var next = watch.MoveNextAsync().AsTask();
        await File.WriteAllTextAsync(_path, "a:1 # the same");
        await Eventually.TrueAsync(() => _clock.Timers == 1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() => _clock.Timers == 1);
        Assert.False(next.IsCompleted);

        await File.WriteAllTextAsync(_path, "a:1\nb:2");
        await Eventually.TrueAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        });
        Assert.True(await next);
        Assert.Equal(["a:1", "b:2"], watch.Current);
    }

    [Fact]
    public async Task Nothing_registers_in_a_file()
    {
        await using var discovery = new FileDiscovery(_path, TimeSpan.FromMinutes(1), _clock);

        var error = await Assert.ThrowsAsync<DiscoveryException>(() => discovery.RegisterAsync("a:1", TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.Equal("not implemented in this discovery service", error.Message);
    }

    public void Dispose() => File.Delete(_path);
}
