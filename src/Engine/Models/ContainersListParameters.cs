namespace Mooring.Engine.Models;

/// <summary>Query of GET /containers/json.</summary>
public sealed record ContainersListParameters
{
    /// <summary>Also containers that do not run.</summary>
    public bool All { get; init; }

    /// <summary>The newest only.</summary>
    public long? Limit { get; init; }

    /// <summary>Also sizes; expensive for the engine.</summary>
    public bool Size { get; init; }

    /// <summary>For example <c>label → mooring.dev/owner=x → true</c>.</summary>
    public IDictionary<string, IDictionary<string, bool>>? Filters { get; init; }
}
