using System.Runtime.CompilerServices;
using Mooring.Kube.Telemetry;

namespace Mooring.Kube.Queueing;

/// <summary>
/// Keys that need a look. A key is queued once however often it is added, is with one taker at a time, and is queued again afterwards
/// when it was added meanwhile. Delays live here: a key waits in at most one of them, the earliest, which ends when the key is taken.
/// The design is that of client-go's <c>workqueue</c>.
/// </summary>
/// <typeparam name="TKey">What names a piece of work.</typeparam>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private readonly TimeProvider _clock;
    private readonly QueueMeter? _meter;
    private readonly Lock _gate = new();
    private readonly Queue<TKey> _changed = new();
    private readonly Queue<TKey> _routine = new();
    private readonly Dictionary<TKey, (Urgency Urgency, long Since)> _dirty = [];
    private readonly Dictionary<TKey, long> _processing = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly SemaphoreSlim _available = new(0);
    private readonly DelayLine<TKey> _delayed;

    /// <summary>An empty queue.</summary>
    public WorkQueue(TimeProvider clock, QueueMeter? meter = null)
    {
        (_clock, _meter, _delayed) = (clock, meter, new(clock));
        meter?.Watch(() => Unfinished);
    }

    /// <summary>How many keys could be taken now.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _dirty.Keys.Count(key => !_processing.ContainsKey(key));
            }
        }
    }

    /// <summary>How long all keys that are taken have been with their takers, and the longest of them.</summary>
    public (TimeSpan Sum, TimeSpan Longest) Unfinished
    {
        get
        {
            lock (_gate)
            {
                var times = _processing.Values.Select(since => _clock.GetElapsedTime(since)).ToList();
                return (times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time), times.DefaultIfEmpty().Max());
            }
        }
    }

    /// <summary>Queues a key now.</summary>
    public void Add(TKey key, Urgency urgency = Urgency.Changed)
    {
        lock (_gate)
        {
            AddHeld(key, urgency);
        }
    }

    /// <summary>Queues a key when the delay is over, unless an earlier delay of it is running.</summary>
    public void Add(TKey key, TimeSpan delay)
    {
        lock (_gate)
        {
            if (delay <= TimeSpan.Zero)
            {
                AddHeld(key, Urgency.Changed);
            }
            else
            {
                _delayed.Add(key, delay, OnDue);
            }
        }
    }

    /// <summary>Takes keys for as long as it is enumerated; each must be given back with <see cref="Done"/>.</summary>
    public async IAsyncEnumerable<TKey> TakeAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            await _available.WaitAsync(ct);
            yield return Take();
        }
    }

    /// <summary>Ends the work on a taken key, whatever came of it. Nothing happens for a key that is not taken.</summary>
    public void Done(TKey key)
    {
        lock (_gate)
        {
            if (!_processing.Remove(key, out var since))
            {
                return;
            }

            _meter?.Finished(_clock.GetElapsedTime(since));
            if (_dirty.TryGetValue(key, out var added))
            {
                Enqueue(key, added.Urgency);
                _available.Release();
            }
        }
    }

    /// <summary>Counts one more failure of a key and says how many there were in a row.</summary>
    public int CountFailure(TKey key)
    {
        lock (_gate)
        {
            _meter?.Retried();
            return _failures[key] = _failures.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>Forgets the failures of a key.</summary>
    public void Forget(TKey key)
    {
        lock (_gate)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>Stops the timer; delays that are running never end.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _delayed.Dispose();
        }
    }

    private TKey Take()
    {
        lock (_gate)
        {
            // There is one release a key that can be taken, so this ends; entries that a promotion left behind are passed over.
            TKey? key;
            while (!(_changed.TryDequeue(out key) && IsWaiting(key, Urgency.Changed)) && !(_routine.TryDequeue(out key) && IsWaiting(key, Urgency.Routine)))
            {
            }

            _dirty.Remove(key, out var added);
            _processing.Add(key, _clock.GetTimestamp());
            // What the work finds now decides when the next look is due.
            _delayed.Remove(key);
            _meter?.Started(_clock.GetElapsedTime(added.Since));
            return key;
        }
    }

    private bool IsWaiting(TKey key, Urgency urgency) =>
        _dirty.TryGetValue(key, out var added) && added.Urgency == urgency && !_processing.ContainsKey(key);

    private void OnDue()
    {
        lock (_gate)
        {
            foreach (var key in _delayed.TakeDue())
            {
                AddHeld(key, Urgency.Changed);
            }
        }
    }

    private void AddHeld(TKey key, Urgency urgency)
    {
        var isFree = !_processing.ContainsKey(key);
        if (!_dirty.TryGetValue(key, out var known))
        {
            _dirty.Add(key, (urgency, _clock.GetTimestamp()));
            _meter?.Added();
            if (isFree)
            {
                Enqueue(key, urgency);
                _available.Release();
            }
        }
        else if (urgency < known.Urgency)
        {
            _dirty[key] = (urgency, known.Since);
            if (isFree)
            {
                Enqueue(key, urgency);
            }
        }
    }

    private void Enqueue(TKey key, Urgency urgency) => (urgency is Urgency.Changed ? _changed : _routine).Enqueue(key);
}
