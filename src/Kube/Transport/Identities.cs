using Mooring.Kube.Configuration;

namespace Mooring.Kube.Transport;

/// <summary>The identity source a configuration asks for.</summary>
internal static class Identities
{
    public static IIdentitySource From(KubernetesClientConfiguration config, TimeProvider clock) => config.Credentials switch
    {
        KubeCredentials.Token token => new FixedIdentity(new("Bearer", token.Value), config.ClientCertificate),
        KubeCredentials.Basic basic => new FixedIdentity(FixedIdentity.Basic(basic.User, basic.Password), config.ClientCertificate),
        KubeCredentials.TokenFile file => new TokenFileIdentity(file.Path, config.ClientCertificate, clock),
        KubeCredentials.Exec exec => new ExecIdentity(exec.Plugin, config.ClientCertificate, clock),
        _ => new FixedIdentity(null, config.ClientCertificate),
    };
}
