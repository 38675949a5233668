using System.Text;
using Mooring.Api;
using Mooring.Kube.Models;
using Mooring.Operator.Placements;

namespace Mooring.Tests.Unit.Operator.Placements;

public sealed class PullCredentialsTests
{
    [Theory]
    [InlineData("registry.shop:5000/web:1", """{"auths":{"registry.shop:5000":{"auth":"bWU6c2VjcmV0"}}}""")]
    [InlineData("registry.shop:5000/web:1", """{"auths":{"https://registry.shop:5000/v2/":{"username":"me","password":"secret"}}}""")]
    [InlineData("nginx", """{"auths":{"https://index.docker.io/v1/":{"auth":"bWU6c2VjcmV0"}}}""")]
    public void Credentials_of_the_images_registry_are_found(string image, string config)
    {
        var found = PullCredentials.For(image, [Secret("other", """{"auths":{"elsewhere":{"auth":"eDp5"}}}"""), Secret("pull", config)]);

        Assert.Equal(("me", "secret"), (found?.Username, found?.Password));
    }

    [Fact]
    public void No_credentials_are_sent_to_another_registry() =>
        Assert.Null(PullCredentials.For("evil.example/web:1", [Secret("pull", """{"auths":{"registry.shop:5000":{"auth":"bWU6c2VjcmV0"}}}""")]));

    [Theory]
    [InlineData("not json with secret")]
    [InlineData("""{"auths":{"registry.shop:5000":{"auth":"not base64 secret"}}}""")]
    public void Broken_Secret_is_named_without_its_content(string config)
    {
        var problem = Assert.Throws<FormatException>(() => PullCredentials.For("registry.shop:5000/web:1", [Secret("pull", config)]));

        Assert.Contains("Secret pull", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret\"", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("with secret", problem.ToString(), StringComparison.Ordinal);
    }

    private static V1Secret Secret(string name, string config) =>
        new(new V1ObjectMeta(name, "default"), new Dictionary<string, byte[]> { [PullCredentials.Key] = Encoding.UTF8.GetBytes(config) });
}
