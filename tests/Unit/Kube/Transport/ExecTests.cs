using Microsoft.AspNetCore.Http;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Kube.Transport;

/// <summary>Credential programs, played by the shell.</summary>
public sealed class ExecTests : IDisposable
{
    private const string Version = "client.authentication.k8s.io/v1";

    private readonly string _folder = Directory.CreateTempSubdirectory("mooring-exec-").FullName;
    private readonly ManualClock _clock = new();

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Token_is_asked_for_once_until_it_expires()
    {
        var seen = new List<string?>();
        await using var server = await StartAsync(seen, _ => true);
        using var kube = Client(server, Counting("2030-01-01T12:10:00Z"));

        await ReadAsync(kube);
        await ReadAsync(kube);
        _clock.Advance(TimeSpan.FromMinutes(11));
        await ReadAsync(kube);

        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], seen);
    }

    [Fact]
    public async Task Refused_token_is_asked_for_anew()
    {
        var seen = new List<string?>();
        await using var server = await StartAsync(seen, token => token == "Bearer t2");
        using var kube = Client(server, Counting("2040-01-01T00:00:00Z"));

        await ReadAsync(kube);
        await ReadAsync(kube);

        Assert.Equal(["Bearer t1", "Bearer t2", "Bearer t2"], seen);
    }

    [Fact]
    public async Task Program_is_told_version_cluster_and_its_variables()
    {
        var seen = new List<string?>();
        await using var server = await StartAsync(seen, _ => true);
        var script = "printf '%s %s' \"$KUBERNETES_EXEC_INFO\" \"$GREETING $1\" > \"$0.out\"; echo '{\"apiVersion\":\"" + Version + "\",\"status\":{\"token\":\"t\"}}'";
        var plugin = new ExecPlugin(
            Version, "sh", ["-c", script, Path.Combine(_folder, "told"), "world"], new Dictionary<string, string> { ["GREETING"] = "hello" }, null, """{"server":"https://x"}""");
        using var kube = Client(server, plugin);

        await ReadAsync(kube);

        var told = await File.ReadAllTextAsync(Path.Combine(_folder, "told.out"));
        Assert.Equal("""{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"interactive":false,"cluster":{"server":"https://x"}}} hello world""", told);
    }

    [Theory]
    [InlineData("exit 3", "ended with 3")]
    [InlineData("echo 'login first' >&2; exit 1", "login first")]
    [InlineData("echo nonsense", "no ExecCredential")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"status\":{\"token\":\"very-secret\"}}'", "no ExecCredential of client.authentication.k8s.io/v1")]
    [InlineData("echo '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"status\":{}}'", "neither token nor certificate")]
    public async Task Failing_program_is_named_in_the_error(string script, string expected)
    {
        await using var server = await StartAsync([], _ => true);
        using var kube = Client(server, new(Version, "sh", ["-c", script], new Dictionary<string, string>()));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(kube));

        Assert.Equal(StatusReason.Unauthorized, error.Reason);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_program_is_named_with_how_to_install_it()
    {
        await using var server = await StartAsync([], _ => true);
        using var kube = Client(server, new(Version, "no-such-program-here", [], new Dictionary<string, string>(), "apt install it"));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => ReadAsync(kube));

        Assert.Contains("no-such-program-here", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt install it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hanging_program_is_ended_with_the_request()
    {
        await using var server = await StartAsync([], _ => true);
        var pid = Path.Combine(_folder, "pid");
        using var kube = Client(server, new(Version, "sh", ["-c", "echo $$ > \"$0\"; exec sleep 600", pid], new Dictionary<string, string>()));
        using var stop = new CancellationTokenSource();

        var reading = kube.ReadAsync(KubeResources.Secrets, new("n", "a"), stop.Token);
        await Eventually.TrueAsync(() => File.Exists(pid) && new FileInfo(pid).Length > 0);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        var process = (await File.ReadAllTextAsync(pid)).Trim();
        await Eventually.TrueAsync(() => !File.Exists($"/proc/{process}/cmdline") || File.ReadAllText($"/proc/{process}/cmdline").Length == 0);
    }

    private static Task<V1Secret> ReadAsync(Kubernetes kube) => kube.ReadAsync(KubeResources.Secrets, new("n", "a"), Limit);

    private static Task<ScriptedApiServer> StartAsync(List<string?> seen, Func<string?, bool> isAllowed) => ScriptedApiServer.StartAsync(http =>
    {
        var token = (string?)http.Request.Headers.Authorization;
        seen.Add(token);
        http.Response.StatusCode = isAllowed(token) ? 200 : 401;
        return http.Response.WriteAsync("""{"metadata":{"name":"a"}}""");
    });

    private Kubernetes Client(ScriptedApiServer server, ExecPlugin plugin) =>
        server.Client(config: new(new Uri("http://unused"), Credentials: new KubeCredentials.Exec(plugin)), clock: _clock);

    // Gives t1, t2, t3 and so on.
    private ExecPlugin Counting(string expires)
    {
        var script = "n=$(($(cat \"$0\" 2>/dev/null || echo 0)+1)); echo $n > \"$0\"; echo '{\"apiVersion\":\"" + Version
            + "\",\"kind\":\"ExecCredential\",\"status\":{\"expirationTimestamp\":\"" + expires + "\",\"token\":\"t'$n'\"}}'";
        return new(Version, "sh", ["-c", script, Path.Combine(_folder, "count")], new Dictionary<string, string>());
    }
}
