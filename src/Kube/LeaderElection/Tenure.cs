namespace Mooring.Kube.LeaderElection;

/// <summary>One unbroken time of leadership: ends by itself unless extended, and knows who still acts in it.</summary>
internal sealed class Tenure : IDisposable
{
    private readonly CancellationTokenSource _lost;
    private readonly TaskCompletionSource _deserted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private long _end;
    private int _inside;
    private bool _closed;

    public Tenure(TimeSpan validFor, TimeProvider clock)
    {
        _clock = clock;
        _end = EndAfter(validFor);
        _lost = new(validFor, clock);
        Lost = _lost.Token;
    }

    /// <summary>Cancelled when it ends; may be asked even after disposal.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Whether it has ended by the clock: in a process that hung, what was about to run does so before any timer.</summary>
    public bool IsOver => Lost.IsCancellationRequested || _clock.GetTimestamp() >= Volatile.Read(ref _end);

    /// <summary>Completes when it is closed and the last one inside has left.</summary>
    public Task Deserted => _deserted.Task;

    /// <summary>Moves the end to so long from now; no way back once lost.</summary>
    public void Extend(TimeSpan validFor)
    {
        Volatile.Write(ref _end, EndAfter(validFor));
        _lost.CancelAfter(validFor);
    }

    /// <summary>A share in it, or null when it is over.</summary>
    public LeaderTerm? TryEnter()
    {
        lock (_gate)
        {
            if (_closed || Lost.IsCancellationRequested)
            {
                return null;
            }

            _inside++;
            return new(Lost, Leave);
        }
    }

    /// <summary>Tells everybody inside to stop and lets nobody in any more.</summary>
    public async Task CloseAsync()
    {
        await _lost.CancelAsync();
        lock (_gate)
        {
            _closed = true;
            CheckDeserted();
        }
    }

    public void Dispose() => _lost.Dispose();

    private long EndAfter(TimeSpan validFor) => _clock.GetTimestamp() + (long)(validFor.TotalSeconds * _clock.TimestampFrequency);

    private void Leave()
    {
        lock (_gate)
        {
            _inside--;
            CheckDeserted();
        }
    }

    private void CheckDeserted()
    {
        if (_closed && _inside == 0)
        {
            _deserted.TrySetResult();
        }
    }
}
