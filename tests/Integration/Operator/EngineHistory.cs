using System.Globalization;
using Mooring.Api;

namespace Mooring.Tests.Integration.Operator;

/// <summary>What the engines did to a Placement's containers, by their own clock, which is the same on all hosts of a testbed.</summary>
internal sealed record EngineHistory(IReadOnlyList<EngineHistory.Entry> Entries)
{
    /// <summary>One event of an engine.</summary>
    public sealed record Entry(long Nanoseconds, string Host, string Action, string Container);

    /// <summary>The moment from which on a later <see cref="ReadAsync"/> tells everything.</summary>
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Reads the events from a moment up to now, in order.</summary>
    public static async Task<EngineHistory> ReadAsync(Scenario scenario, string placement, DateTimeOffset since)
    {
        var until = Now;
        var lists = await Task.WhenAll(scenario.Testbed.Hosts.Select(async host =>
        {
            var lines = await host.DockerAsync(
            [
                "events", "--since", Seconds(since), "--until", Seconds(until), "--format", "{{.TimeNano}} {{.Actor.ID}} {{.Action}}", "--filter", "type=container",
                "--filter", $"label={MooringLabels.Owner}={scenario.Owner}", "--filter", $"label={MooringLabels.Placement}={placement}",
            ]);
            return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3))
                .Select(f => new Entry(long.Parse(f[0], CultureInfo.InvariantCulture), host.Name, f[2], f[1]));
        }));
        return new([.. lists.SelectMany(list => list).OrderBy(entry => entry.Nanoseconds)]);
    }

    /// <summary>On each host, how long after the first event of one kind the last of another one came.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Between(string first, string last) => Entries
        .Where(entry => entry.Action == first || entry.Action == last)
        .GroupBy(entry => entry.Host)
        .ToDictionary(host => host.Key, host => TimeSpan.FromMicroseconds(
            (host.Last(entry => entry.Action == last).Nanoseconds - host.First(entry => entry.Action == first).Nanoseconds) / 1000));

    /// <summary>The fewest containers that ran at any moment.</summary>
    public int FewestRunning(int before)
    {
        var (running, fewest) = (before, before);
        foreach (var entry in Entries)
        {
            running += entry.Action switch { "start" => 1, "die" => -1, _ => 0 };
            fewest = Math.Min(fewest, running);
        }

        return fewest;
    }

    private static string Seconds(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeSeconds()}.{time.Ticks % TimeSpan.TicksPerSecond * 100:000000000}");
}
