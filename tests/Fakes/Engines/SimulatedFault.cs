namespace Mooring.Tests.Fakes.Engines;

/// <summary>How a simulated engine misbehaves.</summary>
public enum SimulatedFault
{
    None,

    /// <summary>Accepts requests and never answers, as a stopped process does.</summary>
    Hang,

    /// <summary>Closes every connection as soon as it is made.</summary>
    Drop,

    /// <summary>Answers every request with status 500.</summary>
    Fail,
}
