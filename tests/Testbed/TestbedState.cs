using System.Text.Json;
using System.Text.Json.Serialization;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;

namespace Mooring.Tests.Testbed;

/// <summary>What is written down about an instance, as <c>state.json</c> in its folder: for other processes and for people.</summary>
/// <param name="Name">Name of the instance.</param>
/// <param name="Subnet">Third part of its network.</param>
/// <param name="Detached">Whether it outlives the process that started it.</param>
public sealed record TestbedState(string Name, byte Subnet, bool Detached)
{
    /// <summary>A kubeconfig with all rights; null without a control plane.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>The registry; null until it runs.</summary>
    public RegistryState? Registry { get; init; }

    /// <summary>The Docker hosts.</summary>
    public IReadOnlyList<HostState> Hosts { get; init; } = [];

    /// <summary>How to reach the registry.</summary>
    /// <param name="Address">First part of image names.</param>
    /// <param name="User">User name.</param>
    /// <param name="PasswordFile">File with the password.</param>
    /// <param name="DockerConfig">Folder for DOCKER_CONFIG.</param>
    /// <param name="AuthorityFile">Certificate to trust.</param>
    public sealed record RegistryState(string Address, string User, string PasswordFile, string DockerConfig, string AuthorityFile);

    /// <summary>How to reach an engine.</summary>
    /// <param name="Index">Its place in the network, from 0.</param>
    /// <param name="Endpoint"><c>tcp://</c> and address.</param>
    /// <param name="Socket">Path of its unix socket.</param>
    /// <param name="Certificates">Folder for DOCKER_CERT_PATH.</param>
    /// <param name="Options">Name, labels, engine.</param>
    public sealed record HostState(int Index, string Endpoint, string Socket, string Certificates, DockerHostOptions Options);

    /// <summary>Path of the file of an instance.</summary>
    public static string FileOf(string name) => Path.Combine(Instance.Root, name, "state.json");

    /// <summary>Reads what is written about an instance; null when there is none.</summary>
    public static async Task<TestbedState?> ReadAsync(string name, CancellationToken ct = default)
    {
        try
        {
            await using var stream = File.OpenRead(FileOf(name));
            return await JsonSerializer.DeserializeAsync(stream, TestbedJson.Default.TestbedState, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>All instances of this machine, running or left behind.</summary>
    public static async Task<IReadOnlyList<TestbedState>> ReadAllAsync(CancellationToken ct = default)
    {
        var found = new List<TestbedState>();
        foreach (var folder in Directory.Exists(Instance.Root) ? Directory.GetDirectories(Instance.Root) : [])
        {
            if (await ReadAsync(Path.GetFileName(folder), ct) is { } state)
            {
                found.Add(state);
            }
        }

        return found;
    }

    internal async Task WriteAsync(CancellationToken ct)
    {
        // Replaced in one step, so a reader sees the old one or the new one.
        var file = FileOf(Name);
        await SecretFile.WriteAsync(file + ".new", JsonSerializer.Serialize(this, TestbedJson.Default.TestbedState), ct);
        File.Move(file + ".new", file, overwrite: true);
    }
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, WriteIndented = true, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TestbedState))]
internal sealed partial class TestbedJson : JsonSerializerContext;
