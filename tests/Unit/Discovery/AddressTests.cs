using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Mooring.Discovery.Addresses;

namespace Mooring.Tests.Unit.Discovery;

public sealed class AddressTests
{
    [Theory]
    [InlineData("h:1", "h:1")]
    [InlineData("10.0.0.[1:3]:2375", "10.0.0.1:2375 10.0.0.2:2375 10.0.0.3:2375")]
    [InlineData("10.0.0.[01:03]:2375", "10.0.0.1:2375 10.0.0.2:2375 10.0.0.3:2375")]
    [InlineData("10.0.0.[5:5]:2375", "10.0.0.5:2375")]
    [InlineData("192.168.1.2:[2:4]375", "192.168.1.2:2375 192.168.1.2:3375 192.168.1.2:4375")]
    [InlineData("h[1:2]-[8:9]:1", "h1-8:1 h1-9:1 h2-8:1 h2-9:1")]
    [InlineData("h[1:2]:[20:21]375", "h1:20375 h1:21375 h2:20375 h2:21375")]
    [InlineData("[::1]:2375", "[::1]:2375")]
    [InlineData("[fe80::1:2]:2375", "[fe80::1:2]:2375")]
    [InlineData("[fe80::[1:2]]:2375", "[fe80::1]:2375 [fe80::2]:2375")]
    [InlineData("[1:3]:2375", "1:2375 2:2375 3:2375")]
    [InlineData("[1:3].example.org:2375", "1.example.org:2375 2.example.org:2375 3.example.org:2375")]
    public void Range_expands(string pattern, string addresses)
    {
        Assert.True(AddressRange.TryExpand(pattern, out var expanded, out var error), error);

        Assert.Equal(addresses, string.Join(' ', expanded));
    }

    [Theory]
    [InlineData("10.0.0.[3:1]:2375", "range [3:1] runs backwards")]
    [InlineData("[1:2][9:8]:1", "range [9:8] runs backwards")]
    [InlineData("10.0.0.[1:a]:2375", "address 10.0.0.[1:a]:2375: too many colons in address")]
    [InlineData("10.0.0.[1:]:2375", "address 10.0.0.[1:]:2375: too many colons in address")]
    [InlineData("10.0.0.[1:3]", "address 10.0.0.1: missing port in address")]
    [InlineData("[1:999999]:1", "range [1:999999] gives more than 65536 addresses")]
    [InlineData("[1:300]-[1:300]:1", "range [1:300] gives more than 65536 addresses")]
    [InlineData("[1:99999999999999999999]:1", "range [1:99999999999999999999] gives more than 65536 addresses")]
    public void Bad_range_is_explained(string pattern, string message)
    {
        Assert.False(AddressRange.TryExpand(pattern, out _, out var error));

        Assert.Equal(message, error);
    }

    [Fact]
    public void Range_gives_every_number_once_and_in_order()
    {
        var cases = from first in Gen.Choose(0, 300) from more in Gen.Choose(0, 300) select (first, last: first + more);

        Prop.ForAll(cases.ToArbitrary(), range =>
        {
            Assert.True(AddressRange.TryExpand($"h[{range.first}:{range.last}]:1", out var expanded, out _));
            var numbers = expanded.Select(address => int.Parse(address[1..^2], CultureInfo.InvariantCulture));
            Assert.Equal(Enumerable.Range(range.first, range.last - range.first + 1), numbers);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Ranges_multiply_and_give_addresses_only()
    {
        var range = from first in Gen.Choose(0, 20) from more in Gen.Choose(0, 5) select (Text: $"[{first}:{first + more}]", Count: more + 1);

        Prop.ForAll(range.ListOf(3).ToArbitrary(), ranges =>
        {
            Assert.True(AddressRange.TryExpand($"{string.Join('-', ranges.Select(one => one.Text))}:1", out var expanded, out _));
            Assert.Equal(ranges.Aggregate(1, (product, one) => product * one.Count), expanded.Distinct().Count());
            Assert.All(expanded, address => Assert.True(HostPort.TryParse(address, out _, out _)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_expands_or_is_explained() => Prop.ForAll(
        Gen.Elements('[', ']', ':', '1', '2', 'a', '.', '-').ArrayOf().Select(chars => new string(chars)).ToArbitrary(),
        text => AddressRange.TryExpand(text, out var addresses, out var error) ? addresses.Count > 0 : error.Length > 0)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("host:1", "host", "1")]
    [InlineData(":1", "", "1")]
    [InlineData("host:", "host", "")]
    [InlineData("[::1]:1", "::1", "1")]
    [InlineData("host-name_42:1111", "host-name_42", "1111")]
    public void Address_is_split(string text, string host, string port)
    {
        Assert.True(HostPort.TryParse(text, out var address, out _));

        Assert.Equal(new(host, port), address);
        Assert.Equal(text, address.ToString());
    }

    [Theory]
    [InlineData("host", "missing port")]
    [InlineData("", "missing port")]
    [InlineData("::1", "too many colons")]
    [InlineData("a:b:1", "too many colons")]
    [InlineData("[::1]", "missing port")]
    [InlineData("[::1", "missing ']'")]
    [InlineData("[::1]x:1", "missing port")]
    [InlineData("[::1]:2:1", "too many colons")]
    [InlineData("[a[b]:1", "unexpected '['")]
    [InlineData("a]b:1", "unexpected ']'")]
    public void Bad_address_is_explained(string text, string flaw)
    {
        Assert.False(HostPort.TryParse(text, out _, out var error));

        Assert.Equal($"address {text}: {flaw} in address", error);
    }
}
