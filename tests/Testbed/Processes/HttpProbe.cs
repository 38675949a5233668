using System.Net;

namespace Mooring.Tests.Testbed.Processes;

/// <summary>Asks a server that may not be there yet.</summary>
internal static class HttpProbe
{
    /// <summary>True when the answer is 200; false for every other one, and for none.</summary>
    public static async Task<bool> IsOkAsync(HttpClient client, string path, CancellationToken ct)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative), ct);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
