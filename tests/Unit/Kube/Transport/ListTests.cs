using Microsoft.AspNetCore.Http;
using Mooring.Kube.Client;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Unit.Kube.Transport;

public sealed class ListTests
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    [Fact]
    public async Task Pages_are_put_together_and_the_version_is_that_of_the_collection()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync((string?)http.Request.Query["continue"] switch
        {
            null when http.Request.Query["limit"] == "2" => Page(["a", "b"], "10", "t1"),
            "t1" => Page(["c", "d"], "10", "t2"),
            "t2" => Page(["e"], "10", ""),
            _ => "",
        }));
        using var kube = server.Client();

        var list = await kube.ListAsync(Widget.Resource, new(PageSize: 2), Limit);

        Assert.Equal("abcde", string.Concat(list.Items.Select(item => item.Metadata.Name)));
        Assert.Equal("10", list.ResourceVersion);
    }

    [Fact]
    public async Task Pages_that_expire_half_way_are_thrown_away_and_read_as_one()
    {
        await using var server = await ScriptedApiServer.StartAsync(http =>
        {
            if (http.Request.Query.ContainsKey("continue"))
            {
                http.Response.StatusCode = 410;
                return http.Response.WriteAsync("""{"kind":"Status","reason":"Expired","code":410,"message":"too old"}""");
            }

            return http.Response.WriteAsync(http.Request.Query.ContainsKey("limit") ? Page(["a", "b"], "10", "t1") : Page(["b", "c"], "20", ""));
        });
        using var kube = server.Client();

        var list = await kube.ListAsync(Widget.Resource, new(PageSize: 2), Limit);

        Assert.Equal(("bc", "20"), (string.Concat(list.Items.Select(item => item.Metadata.Name)), list.ResourceVersion));
    }

    [Fact]
    public async Task Object_that_does_not_fit_is_put_aside()
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync("""
            {"kind":"WidgetList","items":[
              {"metadata":{"name":"a"},"spec":{"size":"Gigantic"}},
              {"metadata":{"name":"b"},"spec":{"size":"Large","unknown":[1,{"x":null}]}},
              {"metadata":{"name":"c","namespace":"n","generation":4},"spec":null}],
             "metadata":{"resourceVersion":"3"}}
            """));
        using var kube = server.Client();

        var list = await kube.ListAsync(Widget.Resource, ListOptions.All, Limit);

        Assert.Equal("b", Assert.Single(list.Items).Metadata.Name);
        Assert.Equal([new ObjectKey("", "a"), new("n", "c")], list.Unreadable.Select(wrong => wrong.Key));
        Assert.Equal(4, list.Unreadable[1].Generation);
    }

    [Theory]
    [InlineData("""{"metadata":{"resourceVersion":"3"},"items":null}""")]
    [InlineData("""{"metadata":{"resourceVersion":"3"}}""")]
    public async Task Empty_list_may_have_no_items(string answer)
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync(answer));
        using var kube = server.Client();

        var list = await kube.ListAsync(Widget.Resource, ListOptions.All, Limit);

        Assert.Equal((0, "3"), (list.Items.Count, list.ResourceVersion));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"metadata":{"resourceVersion":"3"},"items":[{"metadata":{"name":"a"},"spec":{}""")]
    public async Task Answer_that_is_no_list_is_an_error_and_not_an_empty_list(string answer)
    {
        await using var server = await ScriptedApiServer.StartAsync(http => http.Response.WriteAsync(answer));
        using var kube = server.Client();

        await Assert.ThrowsAsync<KubernetesException>(() => kube.ListAsync(Widget.Resource, ListOptions.All, Limit));
    }

    private static string Page(string[] names, string version, string next)
    {
        var items = string.Join(',', names.Select(name => $$$"""{"metadata":{"name":"{{{name}}}"},"spec":{}}"""));
        return $$$"""{"kind":"WidgetList","apiVersion":"v1","metadata":{"resourceVersion":"{{{version}}}","continue":"{{{next}}}"},"items":[{{{items}}}]}""";
    }
}
