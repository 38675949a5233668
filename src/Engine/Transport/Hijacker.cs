using System.Globalization;
using System.Net;
using System.Text;
using Mooring.Engine.Streams;

namespace Mooring.Engine.Transport;

/// <summary>
/// Speaks just enough HTTP/1.1 to send one request and take its connection over (Docker Engine API, "Hijacking"): HttpClient has no half-close.
/// </summary>
internal static class Hijacker
{
    private const int LongestHead = 32 * 1024;
    private const int LongestError = 64 * 1024;

    public static async Task<HijackedStream> SendAsync(EngineConnection connection, HttpRequestMessage request, CancellationToken ct)
    {
        await connection.Stream.WriteAsync(await WriteRequestAsync(request, ct), ct);
        await connection.Stream.FlushAsync(ct);
        var (head, early) = await ReadHeadAsync(connection.Stream, ct);
        var (status, headers) = Parse(head);
        var hijacked = new HijackedStream(status, headers, connection.Stream, early, connection.CloseWriteAsync);
        if (status is HttpStatusCode.SwitchingProtocols or HttpStatusCode.OK)
        {
            return hijacked;
        }

        throw ApiErrors.Create(status, await ReadErrorAsync(hijacked, ct) ?? $"The engine answered {(int)status}.", SubjectOf(request));
    }

    private static async Task<byte[]> WriteRequestAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(ct);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri!.OriginalString} HTTP/1.1\r\n");
        var upgrade = request.Headers.NonValidated.Contains("Upgrade") ? [] : new[] { ("Connection", "Upgrade"), ("Upgrade", "tcp") };
        var own = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .SelectMany(header => header.Value.Select(value => (Name: header.Key, Value: value)))
            .Where(header => !header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Where(header => upgrade.Length == 0 || !header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase));
        foreach (var (name, value) in own.Concat(upgrade).Append(("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture))))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        if (!request.Headers.NonValidated.Contains("Host"))
        {
            head.Append("Host: engine\r\n");
        }

        return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    private static async Task<(string Head, ReadOnlyMemory<byte> Early)> ReadHeadAsync(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[LongestHead];
        for (var length = 0; length < buffer.Length;)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (count == 0)
            {
                throw new IOException("The connection ended before the reply.");
            }

            length += count;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return (Encoding.Latin1.GetString(buffer, 0, end), buffer.AsMemory(end + 4, length - end - 4).ToArray());
            }
        }

        throw new DockerConnectionException(ConnectionFault.Protocol, "The head of the reply is too long.");
    }

    private static (HttpStatusCode Status, List<KeyValuePair<string, string>> Headers) Parse(string head)
    {
        var lines = head.Split("\r\n");
        var status = lines[0].Split(' ');
        if (status.Length < 2 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new DockerConnectionException(ConnectionFault.Protocol, "The reply does not begin like HTTP.");
        }

        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .Select(pair => KeyValuePair.Create(pair[0].Trim(), pair[1].Trim()));
        return ((HttpStatusCode)code, [.. headers]);
    }

    // Error bodies are one small JSON document; engines give its length.
    private static async Task<string?> ReadErrorAsync(HijackedStream reply, CancellationToken ct)
    {
        await using (reply)
        {
            var stated = reply.Headers.FirstOrDefault(header => header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Value;
            var body = new byte[int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? Math.Min(length, LongestError) : 0];
            var count = await reply.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
            return ApiErrors.MessageIn(Encoding.UTF8.GetString(body, 0, count));
        }
    }

    private static Subject SubjectOf(HttpRequestMessage request) =>
        request.RequestUri!.OriginalString.Contains("/exec/", StringComparison.Ordinal) ? Subject.Exec : Subject.Container;
}
