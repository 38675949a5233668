using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mooring.Kube.Client;
using Mooring.Kube.LeaderElection;
using Mooring.Operator.Hosting;
using Mooring.Operator.Placements;
using Mooring.Tests.Fakes;

namespace Mooring.Tests.Unit.Operator.Placements;

public sealed class ContainerOperationsTests
{
    private static readonly SlotKey Slot = new(new ObjectKey("default", "web"), "1");

    [Fact]
    public async Task Operation_is_cut_off_at_its_next_change_when_the_process_leads_no_more()
    {
        var leadership = new Leadership();
        using var operations = new ContainerOperations(leadership, Options.Create(new OperatorOptions()), TimeProvider.System, NullLogger<ContainerOperations>.Instance);
        await operations.StartAsync(CancellationToken.None);
        var hung = new TaskCompletionSource();
        List<OperationStep> begun = [];
        await Eventually.TrueAsync(() => operations.TryStart(Slot, new("default/a", "a", "rev"), async (at, _) =>
        {
            at(OperationStep.Checking);
            begun.Add(OperationStep.Checking);
            await hung.Task;
            at(OperationStep.Creating);
            begun.Add(OperationStep.Creating);
        }));
        await Eventually.TrueAsync(() => begun.Count == 1);

        leadership.IsLeader = false;
        hung.SetResult();

        await Eventually.TrueAsync(() => operations.Look().Of(Slot.Placement).Count == 0);
        Assert.Equal([OperationStep.Checking], begun);
        await operations.StopAsync(CancellationToken.None);
    }

    /// <summary>Leads until told otherwise, and tells nobody.</summary>
    private sealed class Leadership : ILeadership
    {
        public bool IsLeader { get; set; } = true;

        public Task<LeaderTerm> WaitUntilLeaderAsync(CancellationToken ct) => Task.FromResult(new LeaderTerm(CancellationToken.None));
    }
}
