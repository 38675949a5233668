namespace Mooring.Kube.Transport;

/// <summary>One request, which may be sent several times.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">Relative to the server's address, with query.</param>
/// <param name="Body">JSON, or null.</param>
/// <param name="ContentType">Of the body.</param>
/// <param name="Paced">False for requests that must not queue behind others.</param>
internal sealed record KubeRequest(
    HttpMethod Method, string Path, ReadOnlyMemory<byte>? Body = null, string ContentType = "application/json", bool Paced = true)
{
    /// <summary>Verb and path without the query, for messages.</summary>
    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
