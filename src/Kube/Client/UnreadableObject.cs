namespace Mooring.Kube.Client;

/// <summary>An object the server holds that does not fit our record, such as one with an enum text of a later version.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Uid">Its identity, or empty.</param>
/// <param name="ResourceVersion">Its version, or empty.</param>
/// <param name="Generation">Of its spec, or 0.</param>
/// <param name="Error">Which member is wrong and how; no values.</param>
public sealed record UnreadableObject(ObjectKey Key, string Uid, string ResourceVersion, long Generation, string Error);
