using Mooring.Kube.Client;
using Mooring.Kube.Models;

namespace Mooring.Kube.LeaderElection;

/// <summary>
/// The Lease as a lock: every write is conditional on the version last seen, so of two candidates one wins. Other holders are judged by how
/// long their lease has not changed on our own monotonic clock; nobody's wall clock matters.
/// </summary>
internal sealed class LeaseLock(IKubernetes kube, LeaderElectionOptions options, TimeProvider clock)
{
    private readonly ObjectKey _key = new(options.Namespace, options.Name);
    private V1Lease? _seen;
    private long _seenAt;

    /// <summary>Who held it when last looked at.</summary>
    public string? Holder => _seen?.Spec.HolderIdentity;

    /// <summary>True when it is ours now. Throws <see cref="KubernetesException"/>; a lost race is one with reason Conflict or AlreadyExists.</summary>
    public async Task<bool> TryAcquireAsync(CancellationToken ct)
    {
        await LookAsync(ct);
        if (_seen is null)
        {
            _seen = await kube.CreateAsync(KubeResources.Leases, new(new(_key.Name, _key.Namespace), Claim(null)), ct);
            return true;
        }

        var duration = TimeSpan.FromSeconds(_seen.Spec.LeaseDurationSeconds ?? options.LeaseDuration.TotalSeconds);
        var isFree = string.IsNullOrEmpty(Holder) || Holder == options.Identity || clock.GetElapsedTime(_seenAt) >= duration;
        return isFree && await WriteAsync(Claim(_seen.Spec), ct);
    }

    /// <summary>True when it is still ours and renewed; false when somebody else has it. Throws <see cref="KubernetesException"/>.</summary>
    public async Task<bool> RenewAsync(CancellationToken ct)
    {
        try
        {
            return await WriteAsync(Claim(_seen!.Spec), ct);
        }
        catch (KubernetesException e) when (e.Reason is StatusReason.Conflict or StatusReason.NotFound)
        {
            // An answer that never came may have been a success: the holder decides.
            await LookAsync(ct);
            return Holder == options.Identity && await WriteAsync(Claim(_seen!.Spec), ct);
        }
    }

    /// <summary>Gives it up, so that nobody has to wait for it to run out.</summary>
    public Task<bool> ReleaseAsync(CancellationToken ct) => WriteAsync(
        new V1LeaseSpec("", 1, _seen!.Spec.AcquireTime, clock.GetUtcNow(), _seen.Spec.LeaseTransitions), ct);

    private async Task LookAsync(CancellationToken ct)
    {
        var lease = await kube.TryReadAsync(KubeResources.Leases, _key, ct);
        if (lease?.Metadata.ResourceVersion != _seen?.Metadata.ResourceVersion)
        {
            (_seen, _seenAt) = (lease, clock.GetTimestamp());
        }
    }

    private async Task<bool> WriteAsync(V1LeaseSpec spec, CancellationToken ct)
    {
        _seen = await kube.ReplaceAsync(KubeResources.Leases, _seen! with { Spec = spec }, ct);
        _seenAt = clock.GetTimestamp();
        return true;
    }

    private V1LeaseSpec Claim(V1LeaseSpec? before)
    {
        var now = clock.GetUtcNow();
        var isOurs = before?.HolderIdentity == options.Identity;
        return new(
            options.Identity,
            (int)Math.Ceiling(options.LeaseDuration.TotalSeconds),
            isOurs ? before!.AcquireTime : now,
            now,
            (before?.LeaseTransitions ?? 0) + (before is null || isOurs ? 0 : 1));
    }
}
