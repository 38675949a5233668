using FsCheck;
using FsCheck.Fluent;
using Mooring.Engine.Images;

namespace Mooring.Tests.Unit.Engine;

public sealed class ImageReferenceTests
{
    private const string Sha = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx", "docker.io", "library/nginx", null, null, "nginx:latest")]
    [InlineData("nginx:1.25", "docker.io", "library/nginx", "1.25", null, "nginx:1.25")]
    [InlineData("bitnami/redis", "docker.io", "bitnami/redis", null, null, "bitnami/redis:latest")]
    [InlineData("index.docker.io/nginx", "docker.io", "library/nginx", null, null, "nginx:latest")]
    [InlineData("docker.io/library/a/b", "docker.io", "library/a/b", null, null, "library/a/b:latest")]
    [InlineData("localhost/app", "localhost", "app", null, null, "localhost/app:latest")]
    [InlineData("localhost:5000", "docker.io", "library/localhost", "5000", null, "localhost:5000")]
    [InlineData("10.100.199.1:5000/team/app:v1", "10.100.199.1:5000", "team/app", "v1", null, "10.100.199.1:5000/team/app:v1")]
    [InlineData("[fd00::1]:5000/app", "[fd00::1]:5000", "app", null, null, "[fd00::1]:5000/app:latest")]
    [InlineData("Registry/app", "Registry", "app", null, null, "Registry/app:latest")]
    [InlineData("app@" + Sha, "docker.io", "library/app", null, Sha, "app@" + Sha)]
    [InlineData("app:v1@" + Sha, "docker.io", "library/app", "v1", Sha, "app:v1@" + Sha)]
    [InlineData("a__b-c.d", "docker.io", "library/a__b-c.d", null, null, "a__b-c.d:latest")]
    public void Reference_is_split_and_made_explicit(string text, string domain, string path, string? tag, string? digest, string familiar)
    {
        var reference = ImageReference.Parse(text);

        Assert.Equal((domain, path, tag, digest, familiar), (reference.Domain, reference.Path, reference.Tag, reference.Digest, reference.Familiar));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("Nginx", "lower case")]
    [InlineData("nginx:", "malformed")]
    [InlineData("nginx:a b", "malformed")]
    [InlineData("nginx@sha256:short", "malformed")]
    [InlineData("-nginx", "malformed")]
    [InlineData("a//b", "malformed")]
    [InlineData("../etc", "malformed")]
    [InlineData("nginx\n", "malformed")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "image ID")]
    public void Malformed_reference_is_refused_with_a_reason(string text, string said) =>
        Assert.Contains(said, Assert.Throws<FormatException>(() => ImageReference.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Name_that_is_too_long_is_refused() => Assert.False(ImageReference.TryParse(new string('a', 256), out _, out _));

    [Fact]
    public void Full_and_familiar_forms_mean_the_same_reference()
    {
        var word = Gen.Elements("a", "web", "x1", "my-app", "a_b", "l0ng.name");
        var domain = Gen.Elements("", "localhost/", "r.example/", "r.example:5000/", "docker.io/", "index.docker.io/");
        var tag = Gen.Elements("", ":v1", ":latest", ":1.2-rc_3");
        var digest = Gen.Elements("", "@" + Sha);
        var text = from d in domain from count in Gen.Choose(1, 5) from parts in Gen.ArrayOf(word, count) from t in tag from s in digest select d + string.Join('/', parts) + t + s;

        Prop.ForAll(text.ToArbitrary(), written =>
        {
            var reference = ImageReference.Parse(written);
            return ImageReference.Parse(reference.ToString()) == reference
                && ImageReference.Parse(reference.Familiar).Name == reference.Name
                && reference.Name.StartsWith(reference.Domain, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_is_either_read_or_refused_with_a_reason() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        text => ImageReference.TryParse(text, out var reference, out var problem) ? reference is not null : !string.IsNullOrEmpty(problem)).QuickCheckThrowOnFailure();
}
