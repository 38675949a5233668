namespace Mooring.Kube.Configuration;

/// <summary>A credential program as a kubeconfig's <c>user.exec</c> describes it. It runs without a terminal.</summary>
/// <param name="ApiVersion"><c>client.authentication.k8s.io/v1</c> or <c>v1beta1</c>.</param>
/// <param name="Command">The program: a path, or a name looked up on PATH.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Environment">Variables added to ours.</param>
/// <param name="InstallHint">What to tell the user when the program is missing.</param>
/// <param name="Cluster">JSON of the cluster the program is told about, when it asked for that.</param>
public sealed record ExecPlugin(
    string ApiVersion,
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string? InstallHint = null,
    string? Cluster = null)
{
    /// <summary>The program alone: arguments and variables may carry secrets.</summary>
    public override string ToString() => Command;
}
