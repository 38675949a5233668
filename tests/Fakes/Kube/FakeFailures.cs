using Mooring.Kube.Client;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>Failures that wait for the call they are meant for.</summary>
internal sealed class FakeFailures
{
    private readonly List<(KubernetesException Failure, string? Verb, bool CarriedOut)> _waiting = [];

    public void Add(KubernetesException failure, string? verb, bool carriedOut)
    {
        lock (_waiting)
        {
            _waiting.Add((failure, verb, carriedOut));
        }
    }

    public (KubernetesException? Failure, bool CarriedOut) Take(string verb)
    {
        lock (_waiting)
        {
            var index = _waiting.FindIndex(entry => entry.Verb is null || entry.Verb == verb);
            if (index < 0)
            {
                return (null, false);
            }

            var (failure, _, carriedOut) = _waiting[index];
            _waiting.RemoveAt(index);
            return (failure, carriedOut);
        }
    }
}
