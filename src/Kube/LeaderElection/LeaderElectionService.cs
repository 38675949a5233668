using Microsoft.Extensions.Hosting;

namespace Mooring.Kube.LeaderElection;

/// <summary>Runs the election as long as the host. It must be registered before what it leads, so as to stop after it.</summary>
/// <param name="leadership">The election; nothing is run for a process that leads without one.</param>
public sealed class LeaderElectionService(ILeadership leadership) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        leadership is LeaderElector elector ? elector.RunAsync(stoppingToken) : Task.CompletedTask;
}
