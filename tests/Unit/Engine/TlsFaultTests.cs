using System.Net.Security;
using Mooring.Engine;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Engine;

/// <summary>Each way in which a TLS engine can fail to be the expected one, and what is said about it.</summary>
public sealed class TlsFaultTests : IDisposable
{
    private const string Version = """{"Version":"28.5.2","ApiVersion":"1.51","MinAPIVersion":"1.24"}""";
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new("somebody else");

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Fact]
    public async Task Engine_is_reached_when_its_certificate_is_right()
    {
        await using var server = Serve(_authority.Issue("host", ["127.0.0.1"]));
        using var client = Client(server, Credentials());

        Assert.Equal("28.5.2", (await client.System.GetVersionAsync(default)).Version);
        Assert.Equal(["127.0.0.1"], client.ServerCertificate!.SubjectAltNames);
        Assert.Equal("CN=host", client.ServerCertificate.Subject);
    }

    [Fact]
    public async Task Certificate_of_another_authority_is_untrusted()
    {
        await using var server = Serve(_stranger.Issue("host", ["127.0.0.1"]));

        var fault = await FaultAsync(server, Credentials());

        Assert.Equal(ConnectionFault.UntrustedCertificate, fault.Fault);
        Assert.Contains("issuer CN=somebody else", fault.Message, StringComparison.Ordinal);
        Assert.Equal("CN=somebody else", fault.Certificate!.Issuer);
    }

    [Theory]
    [InlineData("other.example", "other.example")]
    [InlineData(null, "without subject alternative names")]
    public async Task Name_must_be_among_the_alternative_names_even_when_the_common_name_fits(string? name, string said)
    {
        await using var server = Serve(_authority.Issue("127.0.0.1", name is null ? [] : [name]));

        var fault = await FaultAsync(server, Credentials());

        Assert.Equal(ConnectionFault.WrongHostName, fault.Fault);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_name_replaces_the_host_of_the_endpoint()
    {
        await using var server = Serve(_authority.Issue("x", ["engine.example"]));
        using var client = Client(server, Credentials() with { ServerName = "engine.example" });

        Assert.Equal("28.5.2", (await client.System.GetVersionAsync(default)).Version);
    }

    [Fact]
    public async Task Expired_certificate_is_named_with_its_date()
    {
        await using var server = Serve(_authority.Issue("host", ["127.0.0.1"], TimeSpan.FromDays(-10), TimeSpan.FromDays(-1)));

        var fault = await FaultAsync(server, Credentials());

        Assert.Equal(ConnectionFault.CertificateExpired, fault.Fault);
        Assert.Contains($"expired at {fault.Certificate!.NotAfter:yyyy-MM-dd}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_of_tomorrow_is_not_yet_valid()
    {
        await using var server = Serve(_authority.Issue("host", ["127.0.0.1"], TimeSpan.FromDays(1), TimeSpan.FromDays(9)));

        Assert.Equal(ConnectionFault.CertificateNotYetValid, (await FaultAsync(server, Credentials())).Fault);
    }

    [Fact]
    public async Task Pinned_certificate_is_accepted_whoever_issued_it()
    {
        var pair = _stranger.Issue("host", ["elsewhere"], TimeSpan.FromDays(-10), TimeSpan.FromDays(-1));
        using var certificate = pair.Load();
        await using var server = Serve(pair);
        using var client = Client(server, Credentials() with { CaPem = null, PinnedSha256 = ServerCertificate.From(certificate).Sha256Fingerprint.ToUpperInvariant() });

        Assert.Equal("28.5.2", (await client.System.GetVersionAsync(default)).Version);
    }

    [Fact]
    public async Task Other_certificate_than_the_pinned_one_is_refused_whoever_issued_it()
    {
        await using var server = Serve(_authority.Issue("host", ["127.0.0.1"]));

        Assert.Equal(ConnectionFault.PinMismatch, (await FaultAsync(server, Credentials() with { PinnedSha256 = new string('0', 64) })).Fault);
    }

    [Theory]
    [InlineData(42, ConnectionFault.ClientCertificateRejected)]
    [InlineData(48, ConnectionFault.ClientCertificateRejected)]
    [InlineData(116, ConnectionFault.ClientCertificateRejected)]
    [InlineData(40, ConnectionFault.TlsFailed)]
    [InlineData(70, ConnectionFault.TlsFailed)]
    public async Task Alert_about_certificates_is_told_from_other_alerts(byte alert, ConnectionFault expected)
    {
        await using var server = new ScriptedServer(async stream =>
        {
            await stream.ReadAtLeastAsync(new byte[64], 1);
            await stream.WriteAsync(new byte[] { 0x15, 3, 3, 0, 2, 2, alert });
        });

        Assert.Equal(expected, (await FaultAsync(server, Credentials())).Fault);
    }

    [Fact]
    public async Task Connection_that_is_closed_after_the_handshake_without_a_word_is_closed()
    {
        await using var server = new ScriptedServer(_ => Task.CompletedTask, Tls(_authority.Issue("host", ["127.0.0.1"])));

        Assert.Equal(ConnectionFault.Closed, (await FaultAsync(server, Credentials())).Fault);
    }

    [Fact]
    public async Task Plain_http_on_a_tls_port_is_recognised()
    {
        await using var server = new ScriptedServer(async stream =>
        {
            await stream.ReadAtLeastAsync(new byte[64], 1);
            await ScriptedServer.WriteAsync(stream, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request");
        });

        Assert.Equal(ConnectionFault.PlainHttpOnTlsPort, (await FaultAsync(server, Credentials())).Fault);
    }

    [Fact]
    public async Task Tls_port_that_explains_itself_in_clear_is_recognised()
    {
        await using var server = ScriptedServer.Answering(_ =>
            "HTTP/1.0 400 Bad Request\r\nContent-Length: 48\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

        Assert.Equal(ConnectionFault.TlsOnPlainPort, (await FaultAsync(server, null)).Fault);
    }

    [Fact]
    public async Task Tls_port_that_answers_with_an_alert_is_recognised()
    {
        await using var server = new ScriptedServer(async stream =>
        {
            await ScriptedServer.ReadHeadAsync(stream);
            await stream.WriteAsync(new byte[] { 0x15, 3, 1, 0, 2, 2, 10 });
        });

        Assert.Equal(ConnectionFault.TlsOnPlainPort, (await FaultAsync(server, null)).Fault);
    }

    [Fact]
    public void Material_that_cannot_be_used_is_named_without_being_shown()
    {
        var pair = _authority.Issue("client");
        var other = _authority.Issue("other");

        Assert.Contains("CA certificate", Refusal(new(CaPem: "rubbish")), StringComparison.Ordinal);
        Assert.Contains("client key", Refusal(new(_authority.Pem, pair.CertificatePem, other.KeyPem)), StringComparison.Ordinal);
        Assert.Contains("Neither", Refusal(new(CaPem: null)), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", new TlsCredentials(_authority.Pem, pair.CertificatePem, pair.KeyPem).ToString(), StringComparison.Ordinal);
    }

    private static string Refusal(TlsCredentials credentials) =>
        Assert.Throws<InvalidTlsMaterialException>(() => new DockerClientConfiguration(new("tcp://127.0.0.1:1"), credentials).CreateClient()).Message;

    private static ScriptedServer Serve(TestPair pair) => ScriptedServer.Answering(_ => ScriptedServer.Json(Version), Tls(pair));

    private static SslServerAuthenticationOptions Tls(TestPair pair) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(pair.Load(), null, offline: true),
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
    };

    private static IDockerClient Client(ScriptedServer server, TlsCredentials? credentials) =>
        new DockerClientConfiguration(server.Endpoint, credentials).CreateClient();

    private static async Task<DockerConnectionException> FaultAsync(ScriptedServer server, TlsCredentials? credentials)
    {
        using var client = Client(server, credentials);
        return await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.GetVersionAsync(default));
    }

    private TlsCredentials Credentials()
    {
        var pair = _authority.Issue("client");
        return new(_authority.Pem, pair.CertificatePem, pair.KeyPem);
    }
}
