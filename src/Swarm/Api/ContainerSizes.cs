using System.Text.Json.Nodes;
using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;
using Mooring.Swarm.Views;

namespace Mooring.Swarm.Api;

/// <summary>Lists with <c>size=1</c>: engines measure sizes only on demand, so those with a container in the list are asked.</summary>
internal static class ContainerSizes
{
    public static async Task<JsonArray> WithSizesAsync(ApiCall call, IReadOnlyList<Placed> chosen, DateTimeOffset now)
    {
        var engines = chosen.Select(placed => placed.Engine).Where(engine => engine.Health == EngineHealth.Healthy).Distinct().ToList();
        var answers = await FanOut.RunAsync(
            engines, (engine, ct) => EngineRequests.JsonAsync(call, engine, HttpMethod.Get, "/containers/json", "?all=1&size=1", null, ct), call.Aborted);
        var sizes = answers.SelectMany(answer => answer.Value as JsonArray ?? []).OfType<JsonObject>().ToDictionary(entry => entry["Id"]!.GetValue<string>());
        var pipe = new System.IO.Pipelines.Pipe(new(pauseWriterThreshold: 0));
        await ContainerList.WriteAsync(pipe.Writer, chosen, now, call.Aborted);
        await pipe.Writer.CompleteAsync();
        var rows = (await JsonNode.ParseAsync(pipe.Reader.AsStream(), cancellationToken: call.Aborted))!.AsArray();
        foreach (var row in rows.OfType<JsonObject>())
        {
            if (sizes.TryGetValue(row["Id"]!.GetValue<string>(), out var measured))
            {
                row["SizeRw"] = measured["SizeRw"]?.DeepClone();
                row["SizeRootFs"] = measured["SizeRootFs"]?.DeepClone();
            }
        }

        return rows;
    }
}
