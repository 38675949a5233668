using Mooring.Api.Schema;

namespace Mooring.Api;

/// <summary>An environment variable, with a value given here or taken from elsewhere.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its value, as it is; <c>$(NAME)</c> is not expanded.</param>
/// <param name="ValueFrom">Where its value is taken from, instead of <paramref name="Value"/>.</param>
[CelRule("!(has(self.value) && self.value != '' && has(self.valueFrom))", Rules.EnvValue)]
public sealed record EnvVar(
    [Length(1, 256), Pattern(Syntax.EnvName)] string Name,
    [Length(0, 131_072)] string? Value = null,
    EnvVarSource? ValueFrom = null);

/// <summary>Where a variable's value is taken from: exactly one of these.</summary>
/// <param name="SecretKeyRef">A key of a Secret.</param>
/// <param name="ConfigMapKeyRef">A key of a ConfigMap.</param>
[CelRule("has(self.secretKeyRef) != has(self.configMapKeyRef)", Rules.OneSource)]
public sealed record EnvVarSource(KeySelector? SecretKeyRef = null, KeySelector? ConfigMapKeyRef = null);

/// <summary>All keys of a Secret or ConfigMap as environment variables: exactly one of these.</summary>
/// <param name="Prefix">Put before every key.</param>
/// <param name="SecretRef">The Secret.</param>
/// <param name="ConfigMapRef">The ConfigMap.</param>
[CelRule("has(self.secretRef) != has(self.configMapRef)", Rules.OneSourceRef)]
public sealed record EnvSource([Length(0, 128)] string Prefix = "", OptionalReference? SecretRef = null, OptionalReference? ConfigMapRef = null);

/// <summary>A Secret or ConfigMap in the same namespace that may be missing.</summary>
/// <param name="Name">Its <c>metadata.name</c>.</param>
/// <param name="Optional">When true, a missing one counts as empty; otherwise the container waits for it.</param>
public sealed record OptionalReference([Length(1, 253), Pattern(Syntax.Subdomain)] string Name, bool Optional = false);
