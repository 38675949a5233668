using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Integration.Swarm.HighAvailability;

/// <summary>A client that creates containers without a pause, through any manager but the one that is being ended, and keeps count of what it was told.</summary>
internal sealed class ContinuousRuns : IAsyncDisposable
{
    private readonly ManagerTrio _trio;
    private readonly string _prefix;
    private readonly Lock _gate = new();
    private readonly List<string> _made = [];
    private readonly List<string> _errors = [];
    private readonly List<string> _errorsWithPrimary = [];
    private readonly Task _running;
    private ManagerProcess? _avoided;
    private bool _leaderless;
    private bool _ended;

    public ContinuousRuns(ManagerTrio trio, string prefix)
    {
        (_trio, _prefix) = (trio, prefix);
        _running = RunAsync();
    }

    /// <summary>Errors of runs during which a primary was there from beginning to end.</summary>
    public IReadOnlyList<string> ErrorsWithPrimary => _errorsWithPrimary;

    /// <summary>The primary is about to end.</summary>
    public void Avoid(ManagerProcess primary)
    {
        lock (_gate)
        {
            (_avoided, _leaderless) = (primary, true);
        }
    }

    /// <summary>Another one leads.</summary>
    public void Recovered()
    {
        lock (_gate)
        {
            _leaderless = false;
        }
    }

    /// <summary>Stops; what was made, and every error.</summary>
    public async Task<(IReadOnlyList<string> Made, IReadOnlyList<string> Errors)> EndAsync()
    {
        lock (_gate)
        {
            _ended = true;
        }

        await _running;
        return (_made, _errors);
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task RunAsync()
    {
        await Task.Yield();
        for (var number = 0; Next(number) is { } manager; number++)
        {
            var leaderless = Leaderless();
            var name = $"{_prefix}{number}";
            try
            {
                await _trio.DockerAsync(manager, ["run", "-d", "--name", name, _trio.Image, "true"]);
                _made.Add(name);
            }
            catch (ToolFailedException e)
            {
                _errors.Add(e.Message);
                if (!leaderless && !Leaderless() && !Changed(manager))
                {
                    _errorsWithPrimary.Add($"{name} through {manager.Address}: {e.Message}");
                }
            }
        }
    }

    private ManagerProcess? Next(int number)
    {
        lock (_gate)
        {
            var usable = _trio.Managers.Where(manager => manager != _avoided).ToList();
            return _ended ? null : usable[number % usable.Count];
        }
    }

    private bool Leaderless()
    {
        lock (_gate)
        {
            return _leaderless;
        }
    }

    private bool Changed(ManagerProcess used)
    {
        lock (_gate)
        {
            return used == _avoided;
        }
    }
}
