using Microsoft.Extensions.Options;

namespace Mooring.Kube.Client;

/// <summary>Checks the options at start.</summary>
[OptionsValidator]
public sealed partial class KubernetesClientOptionsValidator : IValidateOptions<KubernetesClientOptions>;
