namespace Mooring.Swarm.Http;

/// <summary>A reply that is an error: sent as <c>{"message": …}</c>, as engines do.</summary>
public sealed class ApiException : Exception
{
    /// <summary>Creates the exception; <paramref name="message"/> is what the client sees.</summary>
    public ApiException(int status, string message, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>After how long trying again makes sense; null to say nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    internal static ApiException NotFound(string message) => new(404, message);

    internal static ApiException BadRequest(string message) => new(400, message);
}
