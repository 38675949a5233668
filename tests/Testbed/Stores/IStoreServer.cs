using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed.Stores;

/// <summary>A real key-value store with one member.</summary>
public interface IStoreServer
{
    /// <summary>Where clients connect, <c>address:port</c>.</summary>
    string Address { get; }

    /// <summary>The server itself, for its log and for signals.</summary>
    ServerProcess Process { get; }

    /// <summary>Starts it, unless it runs, and waits until it takes writes. What it held before is still there.</summary>
    Task StartAsync(CancellationToken ct = default);

    /// <summary>Deletes all it holds; it must not run.</summary>
    void Wipe();
}
