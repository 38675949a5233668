using Mooring.Pki;

namespace Mooring.Tests.Unit.Pki;

public sealed class SubjectAltNamesTests
{
    [Theory]
    [InlineData("Web1.Example.", "web1.example")]
    [InlineData("docker_host", "docker_host")]
    [InlineData("10.100.199.201", "10.100.199.201")]
    [InlineData("FD00::0001", "fd00::1")]
    [InlineData("[::1]", "::1")]
    [InlineData("fe80::1%2", "fe80::1")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    [InlineData("10", "10")]
    public void Host_is_read_in_its_plain_form(string host, string expected) =>
        Assert.Equal([expected], SubjectAltNames.Parse(host).All);

    [Theory]
    [InlineData("")]
    [InlineData("*.example")]
    [InlineData("web 1")]
    [InlineData("-web")]
    [InlineData("web..example")]
    [InlineData("bücher.example")]
    [InlineData("web:2376")]
    public void Text_that_names_no_single_host_is_refused(string host) =>
        Assert.Throws<FormatException>(() => SubjectAltNames.Parse(host));

    [Fact]
    public void Names_are_equal_whatever_their_order_and_repeats()
    {
        Assert.Equal(SubjectAltNames.Parse("a", "10.0.0.1", "b"), SubjectAltNames.Parse("B", "a", "10.0.0.1", "a"));
        Assert.NotEqual(SubjectAltNames.Parse("a"), SubjectAltNames.Parse("a", "10.0.0.1"));
    }
}
