using System.Text;
using Mooring.Api;
using Mooring.Kube.Models;
using Mooring.Operator.Engines;
using Mooring.Tests.Fakes.Engines;

namespace Mooring.Tests.Unit.Operator.Engines;

/// <summary>How a node's engine is reached, or what is missing for it.</summary>
public sealed class EngineTargetTests : IDisposable
{
    private static readonly DockerNode Node = new(
        new V1ObjectMeta("web", "default"), new DockerNodeSpec("tcp://10.0.0.1:2376", new DockerNodeTls(SecretRef: new("pair"))));

    private readonly TestAuthority _authority = new();

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void Good_material_gives_a_connection()
    {
        var pair = _authority.Issue("operator");

        var target = EngineTargets.Resolve(Node, Secret(_authority.Pem, pair.CertificatePem, pair.KeyPem));

        Assert.Equal(_authority.Pem, Assert.IsType<EngineTarget.Connection>(target).Credentials!.CaPem);
    }

    [Theory]
    [InlineData("CA", "CA certificate holds no PEM")]
    [InlineData("certificate", "client certificate holds no PEM")]
    [InlineData("key", "client key is not")]
    public void Material_that_cannot_be_read_is_named_with_its_secret_and_not_shown(string broken, string said)
    {
        const string Garbage = "top secret garbage";
        var pair = _authority.Issue("operator");

        var target = EngineTargets.Resolve(Node, Secret(
            broken == "CA" ? Garbage : _authority.Pem, broken == "certificate" ? Garbage : pair.CertificatePem, broken == "key" ? Garbage : pair.KeyPem));

        var blocked = Assert.IsType<EngineTarget.Blocked>(target);
        Assert.Equal(Reasons.SecretInvalid, blocked.Reason);
        Assert.StartsWith("Secret pair: ", blocked.Message, StringComparison.Ordinal);
        Assert.Contains(said, blocked.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Garbage, blocked.Message, StringComparison.Ordinal);
    }

    private static V1Secret Secret(string authority, string certificate, string key) => new(new V1ObjectMeta("pair", "default"), new Dictionary<string, byte[]>
    {
        ["ca.crt"] = Encoding.UTF8.GetBytes(authority),
        ["tls.crt"] = Encoding.UTF8.GetBytes(certificate),
        ["tls.key"] = Encoding.UTF8.GetBytes(key),
    });
}
