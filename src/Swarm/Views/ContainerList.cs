using System.Buffers;
using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Views;

/// <summary>Writes the answer to <c>/containers/json</c>.</summary>
public static class ContainerList
{
    // Large enough to keep system calls rare, small enough that a slow client holds little memory.
    private const int FlushBytes = 256 * 1024;

    /// <summary>Writes the containers as a JSON array.</summary>
    public static async Task WriteAsync(PipeWriter output, IReadOnlyList<Placed> containers, DateTimeOffset now, CancellationToken ct)
    {
        output.Write("["u8);
        var waiting = 0;
        for (var i = 0; i < containers.Count; i++)
        {
            if (i > 0)
            {
                output.Write(","u8);
            }

            waiting += WriteRow(output, containers[i], now);
            if (waiting > FlushBytes)
            {
                await output.FlushAsync(ct);
                waiting = 0;
            }
        }

        output.Write("]\n"u8);
        await output.FlushAsync(ct);
    }

    private static int WriteRow(PipeWriter output, Placed placed, DateTimeOffset now)
    {
        var row = placed.Container.RowOn(placed.Engine);
        var status = placed.Engine.Health == EngineHealth.Healthy ? HumanText.Status(placed.Container.State, now) : "Host Down";
        output.Write(row.Head.Span);
        output.Write("\""u8);
        output.Write(JsonEncodedText.Encode(status, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        output.Write("\""u8);
        output.Write(row.Tail.Span);
        return row.Head.Length + row.Tail.Length + status.Length;
    }
}
