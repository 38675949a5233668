using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Integration.Kube;

[Collection(TestbedGroup.Name)]
public sealed class RealLeaderElectionTests(KubeFixture fixture) : IClassFixture<KubeFixture>, IAsyncLifetime
{
    private readonly List<(CancellationTokenSource Stop, Task Run)> _running = [];
    private string _namespace = "";

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    public async Task InitializeAsync() => _namespace = await KubeFixture.NamespaceAsync(await fixture.ClientAsync());

    public async Task DisposeAsync()
    {
        foreach (var (stop, run) in _running)
        {
            await stop.CancelAsync();
            await run;
            stop.Dispose();
        }
    }

    [RealFact]
    public async Task Released_lease_is_taken_over_at_once()
    {
        var (first, stop) = Start("a", await fixture.ClientAsync());
        var term = await first.WaitUntilLeaderAsync(Limit);
        var (second, _) = Start("b", await fixture.ClientAsync());

        await stop.CancelAsync();
        term.Dispose();
        var began = TimeProvider.System.GetTimestamp();
        using var next = await second.WaitUntilLeaderAsync(Limit);

        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(2), "the lease was waited out");
        Assert.Equal("b", await HolderAsync());
    }

    [RealFact]
    public async Task Lease_of_a_cut_off_leader_is_taken_over_after_it_has_stopped()
    {
        var way = new PartitionedKube(await fixture.ClientAsync());
        var (first, _) = Start("a", way);
        using var term = await first.WaitUntilLeaderAsync(Limit);
        var (second, _) = Start("b", await fixture.ClientAsync());
        long stoppedAt = 0;
        await using var noted = term.Lost.Register(() => stoppedAt = TimeProvider.System.GetTimestamp());

        way.IsCut = true;
        using var next = await second.WaitUntilLeaderAsync(Limit);
        var startedAt = TimeProvider.System.GetTimestamp();

        Assert.InRange(stoppedAt, 1, startedAt);
        Assert.Equal("b", await HolderAsync());
        way.IsCut = false;
    }

    [RealFact]
    public async Task Leader_outlives_a_short_restart_of_the_server()
    {
        var (elector, _) = Start("a", await fixture.ClientAsync(), seconds: 60);
        using var term = await elector.WaitUntilLeaderAsync(Limit);

        await (await fixture.ControlPlaneAsync()).RestartApiServerAsync();

        Assert.Equal("a", await HolderAsync());
        Assert.False(term.Lost.IsCancellationRequested);
    }

    private (LeaderElector Elector, CancellationTokenSource Stop) Start(string identity, IKubernetes kube, int seconds = 3)
    {
        var options = new LeaderElectionOptions
        {
            Namespace = _namespace,
            Name = "lock",
            Identity = identity,
            LeaseDuration = TimeSpan.FromSeconds(seconds),
            RenewDeadline = TimeSpan.FromSeconds(seconds * 0.7),
            RetryPeriod = TimeSpan.FromSeconds(seconds * 0.1),
        };
        var elector = new LeaderElector(kube, options, TimeProvider.System, null, NullLogger<LeaderElector>.Instance);
        var stop = new CancellationTokenSource();
        _running.Add((stop, elector.RunAsync(stop.Token)));
        return (elector, stop);
    }

    private async Task<string?> HolderAsync()
    {
        var kube = await fixture.ClientAsync();
        string? holder = null;
        await Eventually.TrueAsync(async () => (holder = await TryReadHolderAsync(kube)) is not null, TimeSpan.FromSeconds(30));
        return holder;
    }

    private async Task<string?> TryReadHolderAsync(Kubernetes kube)
    {
        try
        {
            return (await kube.ReadAsync(KubeResources.Leases, new(_namespace, "lock"), Limit)).Spec.HolderIdentity;
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.Unreachable or StatusReason.Forbidden or StatusReason.Unauthorized)
        {
            // Just restarted: not listening yet, or not yet knowing whom it may trust.
            return null;
        }
    }
}
