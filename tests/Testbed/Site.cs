using Mooring.Tests.Testbed.Networking;

namespace Mooring.Tests.Testbed;

/// <summary>Finds a place for an instance among the others of this machine.</summary>
internal static class Site
{
    /// <summary>How long one process may work on a detached instance before the next one gives up.</summary>
    public static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(2);

    /// <summary>Reserves the network that was asked for, or the one the instance has already, or a free one.</summary>
    public static async Task<Reservation> ReserveAsync(TestbedOptions options, CancellationToken ct)
    {
        var instances = await TestbedState.ReadAllAsync(ct);
        var present = instances.FirstOrDefault(instance => instance.Name == options.Name)?.Subnet;
        if (present is not null && options.Subnet is { } wanted && wanted != present)
        {
            throw new InvalidOperationException($"{options.Name} is on {new Subnet(present.Value)}; remove it first");
        }

        var number = present
            ?? options.Subnet
            ?? (options.Name == TestbedOptions.DefaultName ? TestbedOptions.DefaultSubnet : null as byte?);
        if (number is { } known)
        {
            return await Reservation.TakeAsync(new Subnet(known), LongestTurn, ct);
        }

        var taken = instances.Where(instance => instance.Detached).Select(instance => instance.Subnet).ToHashSet();
        return Enumerable.Range(1, TestbedOptions.DefaultSubnet - 1).Select(candidate => (byte)candidate)
            .Where(candidate => !taken.Contains(candidate))
            .Select(candidate => Reservation.TryTake(new Subnet(candidate)))
            .FirstOrDefault(reservation => reservation is not null)
            ?? throw new InvalidOperationException("each of the networks 10.100.1.0 to 10.100.198.0 is used by an instance");
    }

    /// <summary>Removes what ended instances left on the reserved network; a detached one that is to be completed stays.</summary>
    /// <returns>The state of the instance to complete, or null.</returns>
    public static async Task<TestbedState?> PrepareAsync(Instance instance, bool detached, CancellationToken ct)
    {
        TestbedState? earlier = null;
        foreach (var state in await TestbedState.ReadAllAsync(ct))
        {
            if (state.Name == instance.Name && state.Detached && detached)
            {
                earlier = state;
            }
            else if (state.Name == instance.Name || (state.Subnet == instance.Subnet.Number && !state.Detached))
            {
                await Leftovers.RemoveAsync(new Instance(state.Name, new Subnet(state.Subnet)), ct);
            }
            else if (state.Subnet == instance.Subnet.Number)
            {
                throw new InvalidOperationException($"{instance.Subnet} is used by the instance {state.Name}");
            }
        }

        if (earlier is null)
        {
            await Leftovers.RemoveAsync(instance, ct);
        }

        return earlier;
    }

    /// <summary>Removes an instance by name.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="InvalidOperationException">The process that owns it is still there.</exception>
    public static async Task<bool> RemoveAsync(string name, CancellationToken ct)
    {
        if (await TestbedState.ReadAsync(name, ct) is not { } state)
        {
            return false;
        }

        var subnet = new Subnet(state.Subnet);
        using var reservation = state.Detached
            ? await Reservation.TakeAsync(subnet, LongestTurn, ct)
            : Reservation.TryTake(subnet) ?? throw new InvalidOperationException($"{name} is owned by a process that runs; end that one");
        await Leftovers.RemoveAsync(new Instance(name, subnet), ct);
        return true;
    }
}
