namespace Mooring.Engine.Transport;

/// <summary>What kind of object a path names; decides which exception status 404 becomes.</summary>
internal enum Subject
{
    None,
    Container,
    Image,
    Network,
    Volume,
    Exec,
}

/// <summary>One request to an engine.</summary>
/// <param name="Operation">Name for spans and metrics, from a closed set.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query without the version prefix.</param>
/// <param name="Subject">What the path names.</param>
internal sealed record EngineCall(string Operation, HttpMethod Method, string Path, Subject Subject = Subject.None)
{
    /// <summary>Body, sent as is; ownership passes to the request.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>Value of X-Registry-Auth.</summary>
    public string? RegistryAuth { get; init; }

    /// <summary>Time that the engine may spend by request (stopping a container), on top of the default timeout.</summary>
    public TimeSpan ExtraTime { get; init; }

    /// <summary>False for the few paths that are asked without a version: ping and version.</summary>
    public bool Versioned { get; init; } = true;
}
