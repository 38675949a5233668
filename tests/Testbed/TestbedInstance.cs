using System.Collections.Immutable;
using Mooring.Tests.Testbed.Certificates;
using Mooring.Tests.Testbed.Hosts;
using Mooring.Tests.Testbed.Images;
using Mooring.Tests.Testbed.Kubernetes;
using Mooring.Tests.Testbed.Networking;
using Mooring.Tests.Testbed.Stores;

namespace Mooring.Tests.Testbed;

/// <summary>
/// A real environment: control plane, image registry and Docker hosts on a network of their own. Several run side by side. One that is not
/// detached is removed when it is disposed or its process ends.
/// </summary>
public sealed class TestbedInstance : IAsyncDisposable
{
    private readonly Instance _instance;
    private readonly Reservation? _reservation;
    private readonly SemaphoreSlim _hostChange = new(1);
    private readonly bool _detached;
    private readonly bool _hasControlPlane;
    private int _etcdServers;
    private int _consulServers;
    private int _zooKeeperServers;

    private TestbedInstance(Instance instance, Reservation? reservation, bool detached, bool hasControlPlane, Authority engineAuthority)
    {
        _instance = instance;
        _reservation = reservation;
        _detached = detached;
        _hasControlPlane = hasControlPlane;
        EngineAuthority = engineAuthority;
        ControlPlane = new(instance);
        Registry = new(instance);
    }

    /// <summary>Its name.</summary>
    public string Name => _instance.Name;

    /// <summary>Its folder, which goes with it.</summary>
    public string Directory => _instance.Directory;

    /// <summary>Its network.</summary>
    public Subnet Subnet => _instance.Subnet;

    /// <summary>Kubernetes, when it was asked for.</summary>
    public ControlPlane ControlPlane { get; }

    /// <summary>Holds <c>demo/web:1</c>, <c>demo/web:2</c> and <c>demo/shell:1</c> from the start.</summary>
    public ImageRegistry Registry { get; }

    /// <summary>Whom engines and their clients trust.</summary>
    public Authority EngineAuthority { get; }

    /// <summary>The Docker hosts, in the order of their addresses.</summary>
    public ImmutableArray<DockerHost> Hosts { get; private set; } = [];

    /// <summary>The host of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public DockerHost Host(string name) =>
        Hosts.FirstOrDefault(host => host.Name == name)
        ?? throw new KeyNotFoundException($"no host {name} in {Name}; there are: {string.Join(", ", Hosts.Select(host => host.Name))}");

    /// <summary>Starts an instance, after removing what a crashed one of the same name left. A detached one that runs is only completed.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="progress">Takes a line for each step.</param>
    /// <param name="ct">Gives up; what was started is removed again.</param>
    public static async Task<TestbedInstance> StartAsync(TestbedOptions options, Action<string>? progress = null, CancellationToken ct = default)
    {
        progress ??= _ => { };
        var reservation = await Site.ReserveAsync(options, ct);
        var instance = new Instance(options.Name ?? $"test-{reservation.Subnet.Number}", reservation.Subnet);
        try
        {
            var earlier = await Site.PrepareAsync(instance, options.Detached, ct);
            await new TestbedState(instance.Name, instance.Subnet.Number, options.Detached) { Hosts = earlier?.Hosts ?? [] }.WriteAsync(ct);
            if (!options.Detached)
            {
                await Watchdog.StartAsync(instance, ct);
            }

            var testbed = await CreateAsync(instance, reservation, options.Detached, options.ControlPlane, ct);
            await testbed.StartAllAsync([.. earlier?.Hosts ?? []], options.Hosts, progress, ct);
            return testbed;
        }
        catch
        {
            // The cause matters more than being cancelled while cleaning up. A detached one stays, to be looked at.
            if (!options.Detached)
            {
                await Leftovers.RemoveAsync(instance, CancellationToken.None);
            }

            reservation.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Looks at an instance another process started, and does things to its parts; null when there is none of this name. Disposing leaves it
    /// running, and only its starter adds and removes hosts.
    /// </summary>
    public static async Task<TestbedInstance?> AttachAsync(string name, CancellationToken ct = default)
    {
        if (await TestbedState.ReadAsync(name, ct) is not { } state)
        {
            return null;
        }

        var instance = new Instance(name, new(state.Subnet));
        var testbed = await CreateAsync(instance, reservation: null, detached: true, state.Kubeconfig is not null, ct);
        await testbed.Registry.LoadAsync(ct);
        if (testbed._hasControlPlane)
        {
            await testbed.ControlPlane.ApiServer.LoadAsync(ct);
        }

        testbed.Hosts = [.. state.Hosts.Select(host => testbed.CreateHost(host.Index, host.Options))];
        return testbed;
    }

    /// <summary>Adds a host to the network and waits for its engine.</summary>
    public async Task<DockerHost> AddHostAsync(DockerHostOptions options, CancellationToken ct = default)
    {
        var host = await RegisterHostAsync(options, ct);
        await host.StartAsync(ct);
        return host;
    }

    /// <summary>Switches a host off and removes all that was on it.</summary>
    public async Task RemoveHostAsync(DockerHost host, CancellationToken ct = default)
    {
        await host.PowerOffAsync(ct);
        System.IO.Directory.Delete(DockerHost.DirectoryOf(_instance, host.Name), recursive: true);
        await ChangeHostsAsync(hosts => hosts.Remove(host), ct);
    }

    /// <summary>Starts an etcd of its own, e.g. as a discovery store.</summary>
    /// <param name="authority">Makes it speak TLS and ask for certificates of this authority.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<EtcdServer> AddEtcdAsync(Authority? authority = null, CancellationToken ct = default)
    {
        var number = Interlocked.Increment(ref _etcdServers);
        var etcd = new EtcdServer(_instance, new($"etcd-{number}", Subnet.Gateway, 2379 + (10 * number)) { Authority = authority });
        await etcd.StartAsync(ct);
        return etcd;
    }

    /// <summary>Starts a Consul of its own as a discovery store.</summary>
    public async Task<ConsulServer> AddConsulAsync(CancellationToken ct = default)
    {
        var consul = new ConsulServer(_instance, Subnet.Gateway, Interlocked.Increment(ref _consulServers));
        await consul.StartAsync(ct);
        return consul;
    }

    /// <summary>Starts a ZooKeeper of its own as a discovery store.</summary>
    public async Task<ZooKeeperServer> AddZooKeeperAsync(CancellationToken ct = default)
    {
        var zooKeeper = new ZooKeeperServer(_instance, Subnet.Gateway, Interlocked.Increment(ref _zooKeeperServers));
        await zooKeeper.StartAsync(ct);
        return zooKeeper;
    }

    /// <summary>Ends all and removes every trace, also of a detached instance. Twice does no harm.</summary>
    public Task RemoveAsync(CancellationToken ct = default) => Leftovers.RemoveAsync(_instance, ct);

    /// <summary>Removes the instance, unless it is detached.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_detached)
        {
            await RemoveAsync();
        }

        _reservation?.Dispose();
        _hostChange.Dispose();
    }

    private static async Task<TestbedInstance> CreateAsync(
        Instance instance, Reservation? reservation, bool detached, bool hasControlPlane, CancellationToken ct)
    {
        var authority = await Authority.LoadOrCreateAsync(Path.Combine(instance.Directory, "engines"), "testbed engines", ct);
        return new(instance, reservation, detached, hasControlPlane, authority);
    }

    private async Task StartAllAsync(
        IReadOnlyList<TestbedState.HostState> earlier, IReadOnlyList<DockerHostOptions> wanted, Action<string> progress, CancellationToken ct)
    {
        await new Bridge(Subnet).CreateAsync(ct);
        var controlPlane = _hasControlPlane
            ? StepAsync($"API server {ControlPlane.ApiServer.Url.OriginalString}", ControlPlane.StartAsync(ct), progress)
            : Task.CompletedTask;
        await StepAsync($"image registry {Registry.Address}", StartRegistryAsync(ct), progress);

        Hosts = [.. earlier.Select(host => CreateHost(host.Index, host.Options))];
        foreach (var options in wanted.Where(options => Hosts.All(host => host.Name != options.Name)))
        {
            await RegisterHostAsync(options, ct);
        }

        var hosts = Hosts.Select(host => StepAsync($"Docker host {host.Name} {host.Endpoint.OriginalString}", host.StartAsync(ct), progress));
        await Task.WhenAll([controlPlane, .. hosts]);
        await WriteStateAsync(ct);
    }

    private static async Task StepAsync(string what, Task work, Action<string> progress)
    {
        await work;
        progress($"{what} is ready");
    }

    private async Task StartRegistryAsync(CancellationToken ct)
    {
        await Registry.StartAsync(ct);
        await Registry.PushAsync("demo/web", "1", await DemoImages.WebAsync("1", ct), ct);
        await Registry.PushAsync("demo/web", "2", await DemoImages.WebAsync("2", ct), ct);
        await Registry.PushAsync("demo/shell", "1", await DemoImages.ShellAsync(ct), ct);
    }

    private async Task<DockerHost> RegisterHostAsync(DockerHostOptions options, CancellationToken ct)
    {
        DockerHost? added = null;
        await ChangeHostsAsync(hosts =>
        {
            if (hosts.Any(host => host.Name == options.Name))
            {
                throw new ArgumentException($"{Name} has a host {options.Name} already", nameof(options));
            }

            var index = Enumerable.Range(0, Subnet.MaxHosts).First(free => hosts.All(host => host.Index != free));
            added = CreateHost(index, options);
            return hosts.Add(added).Sort((one, other) => one.Index.CompareTo(other.Index));
        }, ct);
        return added!;
    }

    private async Task ChangeHostsAsync(Func<ImmutableArray<DockerHost>, ImmutableArray<DockerHost>> change, CancellationToken ct)
    {
        if (_reservation is null)
        {
            throw new InvalidOperationException($"the hosts of {Name} are for the process that started it to change");
        }

        await _hostChange.WaitAsync(ct);
        try
        {
            Hosts = change(Hosts);
            await WriteStateAsync(ct);
        }
        finally
        {
            _hostChange.Release();
        }
    }

    private DockerHost CreateHost(int index, DockerHostOptions options) => new(_instance, index, options, EngineAuthority, Registry);

    private Task WriteStateAsync(CancellationToken ct) => new TestbedState(Name, Subnet.Number, _detached)
    {
        Kubeconfig = _hasControlPlane ? ControlPlane.KubeconfigFile : null,
        Registry = new(Registry.Address, ImageRegistry.User, Registry.PasswordFile, Registry.DockerConfig, Registry.AuthorityFile),
        Hosts = [.. Hosts.Select(host => new TestbedState.HostState(host.Index, host.Endpoint.OriginalString, host.Socket, host.ClientCertificates, host.Options))],
    }.WriteAsync(ct);
}
