namespace Mooring.Engine;

/// <summary>Given PEM material cannot be used: not PEM, no certificate in it, or a key that does not belong to the certificate.</summary>
public sealed class InvalidTlsMaterialException(string message, Exception? inner = null) : DockerException(message, inner);
