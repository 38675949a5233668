using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Bench;

/// <summary>Many simulated engines in one process, on loopback addresses <c>127.1.x.y:2375</c>, with containers that run.</summary>
internal static class EngineFarm
{
    /// <summary>Image every engine has.</summary>
    public const string Image = "bench:1";

    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);

    /// <summary>The address of an engine, numbered from 0.</summary>
    public static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"127.1.{number / 250}.{(number % 250) + 1}:2375");

    /// <summary>Serves until standard input ends.</summary>
    public static async Task<int> RunAsync(int engines, int containers)
    {
        var farm = Enumerable.Range(0, engines).Select(number => (Engine: Create(number, containers), Address: IPEndPoint.Parse(AddressOf(number)))).ToList();
        await using var host = await SimulatedHost.StartAsync(farm);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            Console.WriteLine(command == "count" ? farm.Sum(engine => engine.Engine.Containers.Count) : 0);
        }

        return 0;
    }

    private static SimulatedEngine Create(int number, int containers)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"engine-{number}");
        var engine = new SimulatedEngine(new() { Name = name, CreateDelay = Work, StartDelay = Work, Cpus = 64, Memory = 256L << 30 });
        engine.AddImage(Image);
        using var request = JsonDocument.Parse($$$"""{"Image":"{{{Image}}}","Cmd":["sleep","1000"],"HostConfig":{"Memory":1048576}}""");
        for (var i = 0; i < containers; i++)
        {
            var container = engine.Create(string.Create(CultureInfo.InvariantCulture, $"{name}-c{i}"), request.RootElement);
            container.Config = Encoding.UTF8.GetBytes(request.RootElement.GetRawText());
            container.HostConfig = Encoding.UTF8.GetBytes(request.RootElement.GetProperty("HostConfig").GetRawText());
            engine.Start(container);
        }

        return engine;
    }
}
