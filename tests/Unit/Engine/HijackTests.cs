using System.Net;
using System.Net.Security;
using Mooring.Engine;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Engine;

/// <summary>Connections taken over from HTTP: both directions, and the end of one that leaves the other open.</summary>
public sealed class HijackTests
{
    private const string Upgraded = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Output_after_the_end_of_input_still_arrives(bool tls)
    {
        using var authority = new TestAuthority();
        await using var server = new ScriptedServer(EchoAtEndAsync, tls ? Tls(authority) : null);
        using var client = new DockerClientConfiguration(server.Endpoint, tls ? new(authority.Pem) : null).CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.41/containers/a/attach?stream=1&stdin=1");

        await using var stream = await client.HijackAsync(request, default);
        await stream.WriteAsync("ping"u8.ToArray());
        await stream.CloseWriteAsync();
        using var reader = new StreamReader(stream);

        Assert.Equal("early.got ping", await reader.ReadToEndAsync());
        Assert.Equal(HttpStatusCode.SwitchingProtocols, stream.StatusCode);
        Assert.Contains(stream.Headers, header => header is { Key: "Upgrade", Value: "tcp" });
    }

    [Fact]
    public async Task Refused_hijack_is_the_engines_error()
    {
        await using var server = ScriptedServer.Answering(_ => ScriptedServer.Json("""{"message":"container a is not running"}""", "409 Conflict"));
        using var client = new DockerClientConfiguration(server.Endpoint).CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.41/containers/a/attach");

        var thrown = await Assert.ThrowsAsync<DockerConflictException>(() => client.HijackAsync(request, default));
        Assert.Equal("container a is not running", thrown.Message);
    }

    [Fact]
    public async Task Request_of_another_is_sent_with_its_own_headers_and_body()
    {
        var head = "";
        await using var server = new ScriptedServer(async stream =>
        {
            head = await ScriptedServer.ReadHeadAsync(stream) ?? "";
            await stream.ReadExactlyAsync(new byte[15]);
            await ScriptedServer.WriteAsync(stream, Upgraded);
        });
        using var client = new DockerClientConfiguration(server.Endpoint).CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/session") { Content = new StringContent("""{"Detach":false""") };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "h2c");
        request.Headers.TryAddWithoutValidation("X-Docker-Expose-Session-Uuid", "u1");

        await using var stream = await client.HijackAsync(request, default);

        Assert.StartsWith("POST /session HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.All(["Upgrade: h2c\r\n", "X-Docker-Expose-Session-Uuid: u1\r\n", "Content-Length: 15\r\n", "Host: engine\r\n"],
            line => Assert.Contains(line, head, StringComparison.Ordinal));
        Assert.DoesNotContain("Upgrade: tcp", head, StringComparison.Ordinal);
    }

    private static async Task EchoAtEndAsync(Stream stream)
    {
        await ScriptedServer.ReadHeadAsync(stream);
        await ScriptedServer.WriteAsync(stream, Upgraded + "early.");
        using var reader = new StreamReader(stream, leaveOpen: true);
        await ScriptedServer.WriteAsync(stream, "got " + await reader.ReadToEndAsync());
    }

    private static SslServerAuthenticationOptions Tls(TestAuthority authority) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(authority.Issue("host", ["127.0.0.1"]).Load(), null, offline: true),
    };
}
