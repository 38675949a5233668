using System.Text;
using System.Text.Json;

namespace Mooring.Tests.Bench;

/// <summary>The few calls that are measured, as a client of a manager makes them.</summary>
internal sealed class ManagerClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Gets a document and returns its length.</summary>
    public async Task<long> GetAsync(string path)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[65536];
        long length = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            length += read;
        }

        return length;
    }

    /// <summary>Creates a container and starts it.</summary>
    /// <exception cref="InvalidOperationException">The manager answered with an error.</exception>
    public async Task RunAsync(string image)
    {
        using var body = new StringContent($$$"""{"Image":"{{{image}}}","Cmd":["true"],"HostConfig":{"Memory":1048576}}""", Encoding.UTF8, "application/json");
        using var created = await _http.PostAsync("/v1.41/containers/create", body);
        var text = await created.Content.ReadAsStringAsync();
        if (!created.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(text);
        }

        using var reply = JsonDocument.Parse(text);
        using var started = await _http.PostAsync($"/v1.41/containers/{reply.RootElement.GetProperty("Id").GetString()}/start", null);
        if (!started.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await started.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Waits until every engine is healthy and every container is known.</summary>
    /// <exception cref="TimeoutException">That took more than two minutes.</exception>
    public async Task WaitHealthyAsync(int engines, int containers)
    {
        for (var left = 1200; left > 0; left--)
        {
            using var info = JsonDocument.Parse(await _http.GetStringAsync("/v1.41/info"));
            var healthy = info.RootElement.GetProperty("SystemStatus").EnumerateArray().Count(pair => pair[1].GetString() == "Healthy");
            if (healthy == engines && info.RootElement.GetProperty("Containers").GetInt32() >= containers)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }

        throw new TimeoutException("the engines did not all become healthy");
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
