namespace Mooring.Api;

/// <summary>What every object of the Kubernetes API carries, whatever its kind.</summary>
public interface IKubernetesObject
{
    /// <summary><c>group/version</c>, or <c>v1</c> for the core group.</summary>
    string ApiVersion { get; }

    /// <summary>The kind in CamelCase, such as <c>Secret</c>.</summary>
    string Kind { get; }

    /// <summary>Identity, labels and the server's bookkeeping.</summary>
    V1ObjectMeta Metadata { get; }
}
