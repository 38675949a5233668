namespace Mooring.Tests.Integration.Swarm.HighAvailability;

/// <summary>Asks all managers for their role again and again, and notes if two ever lead at once.</summary>
internal sealed class RoleWatch : IAsyncDisposable
{
    private readonly IReadOnlyList<ManagerProcess> _managers;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RoleWatch(IReadOnlyList<ManagerProcess> managers)
    {
        _managers = managers;
        _running = RunAsync(_stop.Token);
    }

    /// <summary>The two that led at once; null for never.</summary>
    public string? TwoPrimaries { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var first = new List<ManagerProcess>();
            foreach (var manager in _managers)
            {
                if (await manager.IsPrimaryAsync())
                {
                    first.Add(manager);
                }
            }

            // The replies are of different moments: only one that leads still, after another was seen to lead, proves anything.
            if (first.Count > 1 && await first[0].IsPrimaryAsync())
            {
                TwoPrimaries = string.Join(" and ", first.Select(manager => manager.Address));
            }

            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, ct));
        }
    }
}
