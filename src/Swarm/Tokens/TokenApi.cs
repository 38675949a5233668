using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mooring.Discovery;
using Mooring.Swarm.CommandLine;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Tokens;

/// <summary>
/// The discovery endpoint of <c>token://</c> (swarm.md 2.4), under any base path: <c>POST clusters</c> makes a token, <c>GET clusters/TOKEN</c> lists,
/// <c>POST clusters/TOKEN?ttl=SECONDS</c> registers the address in the body, <c>DELETE clusters/TOKEN/ADDRESS</c> removes.
/// </summary>
internal sealed partial class TokenApi(ITokenStore store, ILogger<TokenApi> log)
{
    private const int TokenBytes = 16;
    private static readonly TimeSpan DefaultTtl = TimeSpan.FromSeconds(180);

    /// <summary>Answers one request.</summary>
    public Task HandleAsync(HttpContext context)
    {
        var path = RequestPath.Parse(context.Request.Path.ToUriComponent() + context.Request.QueryString);
        return ErrorReplies.GuardAsync(context, path, log, () => AnswerAsync(new(context, path, "")));
    }

    [GeneratedRegex("/clusters(?:/([A-Za-z0-9_-]+)(?:/(.+))?)?$")]
    private static partial Regex Resource();

    private async Task AnswerAsync(ApiCall call)
    {
        if (Resource().Match(Uri.UnescapeDataString(call.Path.Path)) is not { Success: true } match)
        {
            throw ApiException.NotFound("404 page not found");
        }

        var (token, address) = (match.Groups[1].Value, match.Groups[2].Value);
        try
        {
            var answer = (call.Context.Request.Method, token.Length > 0, address.Length > 0) switch
            {
                ("POST", false, false) => call.ReplyTextAsync(200, RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true)),
                ("GET", true, false) => ListAsync(call, token),
                ("POST", true, false) => RegisterAsync(call, token),
                ("DELETE", true, true) => RemoveAsync(call, token, address),
                _ => throw ApiException.NotFound("404 page not found"),
            };
            await answer;
        }
        catch (Exception e) when (e is DiscoveryException or IOException)
        {
            throw new ApiException(503, e.Message, e);
        }
    }

    private async Task ListAsync(ApiCall call, string token) =>
        await call.ReplyJsonAsync(200, new JsonArray([.. (await store.FetchAsync(token, call.Aborted)).Select(address => (JsonNode)address)]));

    private async Task RegisterAsync(ApiCall call, string token)
    {
        var address = Encoding.UTF8.GetString(await call.ReadBodyAsync()).Trim();
        if (!AdvertiseAddress.IsValid(address))
        {
            throw ApiException.BadRequest($"{address} is not of the form host:port");
        }

        var ttl = call.Query.Number("ttl") is > 0 and var seconds ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : DefaultTtl;
        await store.RegisterAsync(token, address, ttl, call.Aborted);
        await call.ReplyTextAsync(200, string.Create(CultureInfo.InvariantCulture, $"{address} for {ttl.TotalSeconds:0} s\n"));
    }

    private async Task RemoveAsync(ApiCall call, string token, string address)
    {
        await store.RemoveAsync(token, address, call.Aborted);
        await call.ReplyAsync(204);
    }
}
