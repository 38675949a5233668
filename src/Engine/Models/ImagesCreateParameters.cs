namespace Mooring.Engine.Models;

/// <summary>Query of POST /images/create, as far as it pulls.</summary>
public sealed record ImagesCreateParameters
{
    /// <summary>Image reference, with or without tag or digest.</summary>
    public required string FromImage { get; init; }

    /// <summary>Tag or digest; null to take that of <see cref="FromImage"/>, or <c>latest</c>. All tags at once are never pulled.</summary>
    public string? Tag { get; init; }

    /// <summary><c>os[/arch[/variant]]</c>.</summary>
    public string? Platform { get; init; }
}
