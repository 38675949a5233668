using Mooring.Api;

namespace Mooring.Kube.Events;

/// <summary>Tells users of an object what happened to it: <c>kubectl describe</c> and <c>kubectl get events</c> show it.</summary>
public interface IEventRecorder
{
    /// <summary>
    /// Hands an event over; never waits and never fails. The same event again becomes a count on the first one. When the API server is slow
    /// and too many wait, events are dropped.
    /// </summary>
    /// <param name="regarding">What it is about.</param>
    /// <param name="type">How to take it.</param>
    /// <param name="reason">Why, CamelCase constant; cut at 128 characters.</param>
    /// <param name="action">What was done or tried, CamelCase constant; cut at 128 characters.</param>
    /// <param name="note">A sentence for people; cut at 1024 bytes.</param>
    void Record(IKubernetesObject regarding, EventType type, string reason, string action, string note);
}
