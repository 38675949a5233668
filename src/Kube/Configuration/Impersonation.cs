namespace Mooring.Kube.Configuration;

/// <summary>Who to act as: a kubeconfig user's <c>as</c>, <c>as-uid</c>, <c>as-groups</c> and <c>as-user-extra</c>.</summary>
/// <param name="User">The user.</param>
/// <param name="Uid">The user's id, or null.</param>
/// <param name="Groups">Groups instead of the user's own.</param>
/// <param name="Extra">Further attributes, several values each.</param>
public sealed record Impersonation(
    string User, string? Uid, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, IReadOnlyList<string>> Extra);
