namespace Mooring.Kube.Configuration;

/// <summary>There is no usable configuration; the message names file and entry, never a secret.</summary>
/// <param name="message">What is wrong and where.</param>
/// <param name="inner">What lies beneath.</param>
public sealed class KubeconfigException(string message, Exception? inner = null) : Exception(message, inner);
