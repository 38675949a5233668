using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.LeaderElection;

public sealed class LeaderElectorTests : IAsyncLifetime
{
    private readonly FakeKube _kube = new();
    private readonly List<(CancellationTokenSource Stop, Task Run)> _running = [];

    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var (stop, run) in _running)
        {
            await stop.CancelAsync();
            await run;
            stop.Dispose();
        }
    }

    [Fact]
    public async Task First_candidate_leads_and_writes_its_claim()
    {
        var (elector, _) = Start("a");

        using var term = await elector.WaitUntilLeaderAsync(Limit);

        var lease = await ReadAsync();
        Assert.True(elector.IsLeader);
        Assert.Equal(("a", 1, 0), (lease.Spec.HolderIdentity, lease.Spec.LeaseDurationSeconds, lease.Spec.LeaseTransitions));
        Assert.NotNull(lease.Spec.AcquireTime);
        Assert.NotNull(lease.Spec.RenewTime);
    }

    [Fact]
    public async Task Second_candidate_waits_while_the_first_renews()
    {
        var (first, _) = Start("a");
        using var term = await first.WaitUntilLeaderAsync(Limit);
        var (second, _) = Start("b");
        var before = (await ReadAsync()).Spec.RenewTime;

        await Eventually.TrueAsync(async () => (await ReadAsync()).Spec.RenewTime - before > TimeSpan.FromSeconds(1.5));

        Assert.False(second.IsLeader);
        Assert.False(term.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Shutdown_hands_over_at_once_but_only_when_all_have_stopped()
    {
        var (first, stop) = Start("a");
        var term = await first.WaitUntilLeaderAsync(Limit);
        var (second, _) = Start("b");
        await stop.CancelAsync();
        await Eventually.TrueAsync(() => term.Lost.IsCancellationRequested);

        // Longer than the lease: it is kept as long as somebody is still at it.
        var before = (await ReadAsync()).Spec.RenewTime;
        await Eventually.TrueAsync(async () => (await ReadAsync()).Spec.RenewTime - before > TimeSpan.FromSeconds(1.5));
        Assert.False(second.IsLeader);

        term.Dispose();
        var began = TimeProvider.System.GetTimestamp();
        using var next = await second.WaitUntilLeaderAsync(Limit);
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(1));
        Assert.Equal(("b", 1), ((await ReadAsync()).Spec.HolderIdentity, (await ReadAsync()).Spec.LeaseTransitions));
    }

    [Fact]
    public async Task Dead_leader_is_followed_when_its_lease_has_run_out()
    {
        await _kube.CreateAsync(KubeResources.Leases, new V1Lease(new("lock", "ns"), new("dead", 1, null, DateTimeOffset.MinValue)), Limit);
        var began = TimeProvider.System.GetTimestamp();
        var (elector, _) = Start("a");

        using var term = await elector.WaitUntilLeaderAsync(Limit);

        // By its own clock, however old the claim says it is.
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Leader_that_cannot_renew_stops_before_another_may_start()
    {
        var partitioned = new PartitionedKube(_kube);
        var (first, _) = Start("a", partitioned);
        using var term = await first.WaitUntilLeaderAsync(Limit);
        var (second, _) = Start("b");

        partitioned.IsCut = true;
        using var next = await second.WaitUntilLeaderAsync(Limit);

        Assert.True(term.Lost.IsCancellationRequested);
        Assert.False(first.IsLeader);
        partitioned.IsCut = false;
        term.Dispose();
        await Eventually.TrueAsync(async () => (await ReadAsync()).Spec.HolderIdentity == "b");
        Assert.False(first.IsLeader);
    }

    [Fact]
    public async Task Lost_answers_cost_nothing()
    {
        var (elector, _) = Start("a");
        using var term = await elector.WaitUntilLeaderAsync(Limit);
        var before = (await ReadAsync()).Spec.RenewTime;
        _kube.LoseNextAnswer("update");
        _kube.FailNext(new KubernetesException(StatusReason.Unreachable, "down"), "update");

        await Eventually.TrueAsync(async () => (await ReadAsync()).Spec.RenewTime - before > TimeSpan.FromSeconds(1));

        Assert.False(term.Lost.IsCancellationRequested);
    }

    [Fact]
    public async Task Leader_whose_lease_is_taken_stops_at_the_next_look()
    {
        var (elector, _) = Start("a");
        using var term = await elector.WaitUntilLeaderAsync(Limit);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                await _kube.ReplaceAsync(KubeResources.Leases, await ReadAsync() is var lease ? lease with { Spec = new("thief", 60) } : throw new InvalidOperationException(), Limit);
                return true;
            }
            catch (KubernetesException e) when (e.Reason is StatusReason.Conflict)
            {
                return false;
            }
        });

        await Eventually.TrueAsync(() => term.Lost.IsCancellationRequested);
    }

    [Theory]
    [InlineData(15, 15, 2, false)]
    [InlineData(15, 10, 6, false)]
    [InlineData(15, 10, 2, true)]
    public void Timing_that_could_give_two_leaders_is_refused(int lease, int deadline, int retry, bool isValid)
    {
        var options = new LeaderElectionOptions
        {
            LeaseDuration = TimeSpan.FromSeconds(lease),
            RenewDeadline = TimeSpan.FromSeconds(deadline),
            RetryPeriod = TimeSpan.FromSeconds(retry),
        };

        Assert.Equal(isValid, !options.Validate(new ValidationContext(options)).Any());
    }

    private (LeaderElector Elector, CancellationTokenSource Stop) Start(string identity, IKubernetes? kube = null)
    {
        var options = new LeaderElectionOptions
        {
            Namespace = "ns",
            Name = "lock",
            Identity = identity,
            LeaseDuration = TimeSpan.FromSeconds(1),
            RenewDeadline = TimeSpan.FromSeconds(0.7),
            RetryPeriod = TimeSpan.FromSeconds(0.1),
        };
        var elector = new LeaderElector(kube ?? _kube, options, TimeProvider.System, null, NullLogger<LeaderElector>.Instance);
        var stop = new CancellationTokenSource();
        _running.Add((stop, elector.RunAsync(stop.Token)));
        return (elector, stop);
    }

    private Task<V1Lease> ReadAsync() => _kube.ReadAsync(KubeResources.Leases, new("ns", "lock"), Limit);
}
