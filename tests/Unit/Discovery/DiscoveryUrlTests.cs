using FsCheck;
using FsCheck.Fluent;
using Mooring.Discovery;

namespace Mooring.Tests.Unit.Discovery;

public sealed class DiscoveryUrlTests
{
    [Theory]
    [InlineData("nodes://10.0.0.1:2375,h2:2376", DiscoveryKind.Nodes, "10.0.0.1:2375 h2:2376")]
    [InlineData("10.0.0.1:2375, h2:2376", DiscoveryKind.Nodes, "10.0.0.1:2375 h2:2376")]
    [InlineData("nodes://10.0.0.[1:3]:2375", DiscoveryKind.Nodes, "10.0.0.1:2375 10.0.0.2:2375 10.0.0.3:2375")]
    [InlineData("file:///etc/cluster", DiscoveryKind.File, "")]
    [InlineData("token://abc", DiscoveryKind.Token, "")]
    public void Url_of_a_list_or_file_is_read(string text, DiscoveryKind kind, string addresses)
    {
        Assert.True(DiscoveryUrl.TryParse(text, out var url, out _));

        Assert.Equal((kind, addresses), (url.Kind, string.Join(' ', url.Addresses)));
    }

    [Theory]
    [InlineData("etcd://a:2379", DiscoveryKind.Etcd, "a:2379", "", "docker/swarm/nodes", "docker/swarm/leader")]
    [InlineData("etcd://a:2379,b:2379/test", DiscoveryKind.Etcd, "a:2379 b:2379", "test", "test/docker/swarm/nodes", "test/docker/swarm/leader")]
    [InlineData("consul://c:8500/a/b/", DiscoveryKind.Consul, "c:8500", "a/b", "a/b/docker/swarm/nodes", "a/b/docker/swarm/leader")]
    [InlineData("zk://x:2181,y:2181/swarm", DiscoveryKind.ZooKeeper, "x:2181 y:2181", "swarm", "swarm/docker/swarm/nodes", "swarm/docker/swarm/leader")]
    public void Url_of_a_store_is_read(string text, DiscoveryKind kind, string endpoints, string prefix, string nodes, string leader)
    {
        Assert.True(DiscoveryUrl.TryParse(text, out var url, out _));

        Assert.Equal((kind, endpoints, prefix), (url.Kind, string.Join(' ', url.Endpoints), url.Prefix));
        Assert.Equal((nodes, leader), (KeyPath.Nodes(url, new()), KeyPath.Leader(url)));
        Assert.Equal((KeyPath.Join(prefix, "own/path"), leader), (KeyPath.Nodes(url, new() { NodesPath = "/own/path" }), KeyPath.Leader(url)));
    }

    [Theory]
    [InlineData("foo://x", "discovery service not supported")]
    [InlineData("abc", "address abc: missing port in address, please check you are using the correct discovery (missing token:// ?)")]
    [InlineData("nodes://h:1,abc", "address abc: missing port in address, please check you are using the correct discovery (missing token:// ?)")]
    [InlineData("", "address : missing port in address, please check you are using the correct discovery (missing token:// ?)")]
    [InlineData("10.0.0.[3:1]:2375", "range [3:1] runs backwards, please check you are using the correct discovery (missing token:// ?)")]
    [InlineData("token://", "token is empty")]
    [InlineData("token://host/base/", "token is empty")]
    [InlineData("file://", "file path is empty")]
    [InlineData("consul://a:8500,b:8500", "consul does not support multiple endpoints")]
    [InlineData("etcd://", "no address of a store in etcd://")]
    [InlineData("zk:///prefix", "no address of a store in zk:///prefix")]
    public void Bad_url_is_explained(string text, string message)
    {
        Assert.False(DiscoveryUrl.TryParse(text, out _, out var error));

        Assert.Equal(message, error);
    }

    [Fact]
    public void Any_text_gives_a_url_or_an_error() => Prop.ForAll(
        Gen.Elements("nodes", "file", "token", "consul", "etcd", "zk", "x").SelectMany(scheme =>
            ArbMap.Default.GeneratorFor<string>().Select(rest => $"{scheme}://{rest}")).ToArbitrary(),
        text => DiscoveryUrl.TryParse(text, out var url, out var error) ? url is not null && error is null : url is null && error is not null)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("kv.path=x", "kv.cacertfile=ca", "kv.cacertfile=ca2", "other=1", "kv.token=a=b")]
    public void Options_are_read(params string[] pairs)
    {
        Assert.True(DiscoveryOptions.TryParse(pairs, out var options, out _));

        Assert.Equal(("x", "ca2", "a=b", true), (options.NodesPath, options.CaFile, options.Token, options.Tls));
    }

    [Theory]
    [InlineData("--discovery-opt must contain key=value strings", "kv.path")]
    [InlineData("kv.certfile and kv.keyfile must be given together", "kv.certfile=c", "kv.cacertfile=ca")]
    public void Bad_options_are_explained(string message, params string[] pairs)
    {
        Assert.False(DiscoveryOptions.TryParse(pairs, out _, out var error));

        Assert.Equal(message, error);
    }

    [Fact]
    public void Consul_variables_fill_what_options_leave_open()
    {
        var variables = new Dictionary<string, string>
        {
            ["CONSUL_HTTP_TOKEN"] = "from-env",
            ["CONSUL_HTTP_AUTH"] = "me:se:cret",
            ["CONSUL_HTTP_SSL"] = "true",
            ["CONSUL_HTTP_SSL_VERIFY"] = "0",
        };

        var options = new DiscoveryOptions().WithConsulEnvironment(variables.GetValueOrDefault);

        Assert.Equal(("from-env", "me", "se:cret", true, false), (options.Token, options.Username, options.Password, options.ConsulTls, options.ConsulTlsVerify));
        Assert.Equal("own", new DiscoveryOptions { Token = "own" }.WithConsulEnvironment(variables.GetValueOrDefault).Token);
        Assert.DoesNotContain("se:cret", options.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_needs_a_store()
    {
        Assert.True(DiscoveryUrl.TryParse("nodes://h:1", out var url, out _));

        var error = Assert.Throws<DiscoveryException>(() => DiscoveryBackend.OpenLock(url, new(), TimeSpan.FromSeconds(20), TimeProvider.System));
        Assert.Equal("Leader election is only supported with consul, etcd and zookeeper discovery.", error.Message);
    }
}
