using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Images;

/// <summary>A real registry (Debian's docker-registry) with TLS, a user and a password.</summary>
public sealed class ImageRegistry(Instance instance)
{
    /// <summary>The only user.</summary>
    public const string User = "mooring";

    private const int Port = 5000;
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);
    private readonly string _directory = Path.Combine(instance.Directory, "registry");
    private Authority? _authority;
    private string? _password;

    /// <summary>The first part of image names: <c>10.100.199.1:5000</c>.</summary>
    public string Address { get; } = $"{instance.Subnet.Gateway}:{Port}";

    /// <summary>What engines and clients must trust; engines of the instance do.</summary>
    public string AuthorityPem => Authority.CertificatePem;

    /// <summary>The password of <see cref="User"/>.</summary>
    public string Password => _password ?? throw NotStarted();

    /// <summary>A folder for DOCKER_CONFIG: the docker CLI may pull and push with it.</summary>
    public string DockerConfig => Path.Combine(_directory, "docker-config");

    /// <summary>The content of a secret of type <c>kubernetes.io/dockerconfigjson</c>.</summary>
    public string DockerConfigJson => new JsonObject
    {
        ["auths"] = new JsonObject
        {
            [Address] = new JsonObject { ["username"] = User, ["password"] = Password, ["auth"] = Credentials },
        },
    }.ToJsonString();

    /// <summary>The file with <see cref="AuthorityPem"/>.</summary>
    public string AuthorityFile => Path.Combine(_directory, "ca.pem");

    /// <summary>The file with the password.</summary>
    public string PasswordFile => Path.Combine(_directory, "password");

    /// <summary>The server itself, for its log and for signals.</summary>
    public ServerProcess Process { get; } = new(instance, Path.Combine(instance.Directory, "registry"), "docker-registry");

    private string Credentials => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    private Authority Authority => _authority ?? throw NotStarted();

    /// <summary>The full name of an image here, e.g. <c>Image("demo/web", "1")</c>.</summary>
    public string Image(string repository, string tag) => $"{Address}/{repository}:{tag}";

    /// <summary>Starts it, unless it runs, and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        await LoadAsync(ct);
        if (Process.Running is null)
        {
            await Process.StartAsync(new CommandLine("docker-registry", ["serve", Path.Combine(_directory, "config.yml")]), ct: ct);
        }

        using var client = CreateClient();
        await Process.WaitReadyAsync(LongestStart, limit => HttpProbe.IsOkAsync(client, "", limit), ct);
    }

    /// <summary>Stops it and keeps its images.</summary>
    public Task StopAsync(CancellationToken ct = default) => Process.StopAsync(TimeSpan.FromSeconds(5), ct);

    /// <summary>Pushes an image; what is there already is not sent again.</summary>
    /// <returns>The digest of its manifest, <c>sha256:...</c>.</returns>
    public async Task<string> PushAsync(string repository, string tag, ContainerImage image, CancellationToken ct = default)
    {
        using var client = CreateClient();
        return await new ImagePush(client, repository).PushAsync(tag, image, ct);
    }

    /// <summary>A client of the registry's API with the password. The caller disposes it.</summary>
    public HttpClient CreateClient() => new(TrustedHttp.Handler(Authority.CertificatePem))
    {
        BaseAddress = new Uri($"https://{Address}/v2/"),
        Timeout = TimeSpan.FromSeconds(60),
        DefaultRequestHeaders =
        {
            Authorization = new AuthenticationHeaderValue("Basic", Credentials),
        },
    };

    /// <summary>Reads its secrets, which are made at the first time.</summary>
    internal async Task LoadAsync(CancellationToken ct)
    {
        _authority ??= await Authority.LoadOrCreateAsync(_directory, "testbed registry", ct);
        // Written last: when it is there, all else is.
        if (!File.Exists(PasswordFile))
        {
            _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
            var pair = _authority.Issue(new("registry") { AlternativeNames = [$"{instance.Subnet.Gateway}"] });
            await pair.WriteAsync(Path.Combine(_directory, "cert.pem"), Path.Combine(_directory, "key.pem"), ct);
            await SecretFile.WriteAsync(Path.Combine(_directory, "htpasswd"), $"{User}:{PasswordHash.Bcrypt(_password)}\n", ct);
            await SecretFile.WriteAsync(Path.Combine(_directory, "config.yml"), Configuration(), ct);
            await SecretFile.WriteAsync(Path.Combine(DockerConfig, "config.json"), DockerConfigJson, ct);
            await SecretFile.WriteAsync(PasswordFile, _password, ct);
        }

        _password = await File.ReadAllTextAsync(PasswordFile, ct);
    }

    private string Configuration() => $"""
        version: 0.1
        log:
          level: warn
          accesslog:
            disabled: true
        storage:
          filesystem:
            rootdirectory: {_directory}/images
          delete:
            enabled: true
        http:
          addr: {Address}
          secret: {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}
          tls:
            certificate: {_directory}/cert.pem
            key: {_directory}/key.pem
        auth:
          htpasswd:
            realm: mooring
            path: {_directory}/htpasswd

        """;

    private static InvalidOperationException NotStarted() => new("the registry was not started yet");
}
