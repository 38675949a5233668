using System.Diagnostics;
using System.Globalization;

namespace Mooring.Tests.Bench;

/// <summary>Measures one or two managers over fleets of two sizes, and prints a table of each.</summary>
internal static class BenchRun
{
    private const int Containers = 30;

    /// <summary>Runs everything.</summary>
    /// <param name="args">Paths of the binaries to measure; sizes may follow <c>--engines</c>, separated by commas.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var option = Array.IndexOf(args, "--engines");
        var sizes = option < 0 ? [100, 1000] : args[option + 1].Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var binaries = option < 0 ? args : [.. args[..option], .. args[(option + 2)..]];
        foreach (var size in sizes)
        {
            foreach (var binary in binaries)
            {
                Console.WriteLine($"\n== {binary}: {size} engines, {Containers} containers each");
                await MeasureAsync(binary, size);
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(string binary, int engines)
    {
        await using var farm = await ChildProcess.StartAsync(
            Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
                ? [typeof(BenchRun).Assembly.Location, "engines", $"{engines}", $"{Containers}"]
                : ["engines", $"{engines}", $"{Containers}"], "ready");
        var list = Path.GetTempFileName();
        await File.WriteAllLinesAsync(list, Enumerable.Range(0, engines).Select(EngineFarm.AddressOf));
        var clock = Stopwatch.StartNew();
        await using var manager = await ChildProcess.StartAsync(binary, ["manage", "-H", "tcp://127.0.0.1:3377", $"file://{list}"], "Listening");
        using var client = new ManagerClient(new("http://127.0.0.1:3377"));
        await client.WaitHealthyAsync(engines, engines * Containers);
        Row("all healthy", $"{clock.Elapsed.TotalSeconds:0.0} s");
        await IdleAsync(manager);
        Row("memory", $"{manager.Memory() >> 20} MB");
        await LatencyAsync("list", () => client.GetAsync("/v1.41/containers/json"), 20);
        await LatencyAsync("info", () => client.GetAsync("/v1.41/info"), 100);
        await LatencyAsync("inspect", () => client.GetAsync($"/v1.41/containers/engine-{engines / 2}-c3/json"), 200);
        foreach (var clients in new[] { 1, 32, 256 })
        {
            await CreateAsync(client, clients);
        }

        Row("memory after", $"{manager.Memory() >> 20} MB");
        File.Delete(list);
    }

    private static async Task IdleAsync(ChildProcess manager)
    {
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None);
        var (cpu, clock) = (manager.Cpu(), Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);
        Row("idle", $"{(manager.Cpu() - cpu) / clock.Elapsed * 100:0.0} % of a core");
    }

    private static async Task LatencyAsync(string name, Func<Task<long>> call, int times)
    {
        var took = new List<double>();
        long bytes = 0;
        for (var i = 0; i < times + 3; i++)
        {
            var clock = Stopwatch.StartNew();
            bytes = await call();
            took.Add(clock.Elapsed.TotalMilliseconds);
        }

        Row(name, $"p50 {Percentile(took[3..], 50):0.0} ms, p99 {Percentile(took[3..], 99):0.0} ms, {bytes} bytes");
    }

    private static async Task CreateAsync(ManagerClient client, int clients)
    {
        var took = new System.Collections.Concurrent.ConcurrentQueue<double>();
        var errors = 0;
        var duration = TimeSpan.FromSeconds(10);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (clock.Elapsed < duration)
            {
                var began = clock.Elapsed;
                try
                {
                    await client.RunAsync(EngineFarm.Image);
                    took.Enqueue((clock.Elapsed - began).TotalMilliseconds);
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
                {
                    Interlocked.Increment(ref errors);
                }
            }
        }));
        var all = took.ToList();
        Row($"create+start, {clients} clients", $"{all.Count / clock.Elapsed.TotalSeconds:0.0}/s, p50 {Percentile(all, 50):0.0} ms, p99 {Percentile(all, 99):0.0} ms, {errors} errors");
    }

    private static double Percentile(List<double> values, int percent) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percent / 100));

    private static void Row(string name, string value) => Console.WriteLine($"{name,-28} {value}");
}
