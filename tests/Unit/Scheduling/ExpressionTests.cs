using FsCheck;
using FsCheck.Fluent;
using Mooring.Scheduling.Expressions;
using static Mooring.Tests.Unit.Scheduling.SchedulingArrange;

namespace Mooring.Tests.Unit.Scheduling;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("node==node1", "node", false, false, "node1")]
    [InlineData("node!=node1", "node", true, false, "node1")]
    [InlineData("zone==~a", "zone", false, true, "a")]
    [InlineData("zone!=~a", "zone", true, true, "a")]
    [InlineData("zone==~/us-.*/", "zone", false, true, "/us-.*/")]
    [InlineData("NODE==A", "NODE", false, false, "A")]
    [InlineData("_ab==x", "_ab", false, false, "x")]
    [InlineData("com.example.a-b_c==x", "com.example.a-b_c", false, false, "x")]
    [InlineData("topology.kubernetes.io/zone==x", "topology.kubernetes.io/zone", false, false, "x")]
    [InlineData("node==node 1", "node", false, false, "node 1")]
    [InlineData("node==", null, false, false, null)]
    [InlineData("node===x", "node", false, false, "=x")]
    [InlineData("node==!x", "node", false, false, "!x")]
    [InlineData("node===~x", "node", false, false, "=~x")]
    [InlineData("node==/~x", "node", false, false, "/~x")]
    [InlineData("node==//", "node", false, false, "//")]
    [InlineData("image==foo@sha256:0123abc", "image", false, false, "foo@sha256:0123abc")]
    [InlineData("name==/a{2,3}/", "name", false, false, "/a{2,3}/")]
    [InlineData("name==a,b", "name", false, false, "a,b")]
    public void Parser_reads(string text, string? key, bool negated, bool soft, string? value)
    {
        var read = Expression.TryParse(text, out var expression, out _);

        Assert.Equal(key is not null, read);
        Assert.Equal((key, negated, soft, value), (expression?.Key, expression?.Negated ?? false, expression?.Soft ?? false, expression?.Value));
    }

    [Theory]
    [InlineData("", ExpressionFault.Operator, 0, "One of operator ==, != is expected")]
    [InlineData("node", ExpressionFault.Operator, 4, "One of operator ==, != is expected")]
    [InlineData("node=x", ExpressionFault.Operator, 6, "One of operator ==, != is expected")]
    [InlineData("==x", ExpressionFault.Key, 0, "Key '' is invalid")]
    [InlineData("z==x", ExpressionFault.Key, 1, "Key 'z' is invalid")]
    [InlineData("1node==x", ExpressionFault.Key, 0, "Key '1node' is invalid")]
    [InlineData("node ==x", ExpressionFault.Key, 4, "Key 'node ' is invalid")]
    [InlineData("no*de==x", ExpressionFault.Key, 2, "Key 'no*de' is invalid")]
    [InlineData("no$de==x", ExpressionFault.Key, 2, "Key 'no$de' is invalid")]
    [InlineData("a1!=b==c", ExpressionFault.Key, 2, "Key 'a1!=b' is invalid")]
    [InlineData("node==", ExpressionFault.Value, 6, "Value '' is invalid")]
    [InlineData("node==~", ExpressionFault.Value, 7, "Value '~' is invalid")]
    [InlineData("node===", ExpressionFault.Value, 7, "Value '=' is invalid")]
    [InlineData("node==/", ExpressionFault.Value, 7, "Value '/' is invalid")]
    [InlineData("node==~/", ExpressionFault.Value, 8, "Value '~/' is invalid")]
    [InlineData("node==~~a", ExpressionFault.Value, 7, "Value '~~a' is invalid")]
    [InlineData("node==a=b", ExpressionFault.Value, 7, "Value 'a=b' is invalid")]
    [InlineData("node==a~b", ExpressionFault.Value, 7, "Value 'a~b' is invalid")]
    [InlineData("node==\"a\"", ExpressionFault.Value, 6, "Value '\"a\"' is invalid")]
    [InlineData("node==a%b", ExpressionFault.Value, 7, "Value 'a%b' is invalid")]
    [InlineData("node==a#b", ExpressionFault.Value, 7, "Value 'a#b' is invalid")]
    [InlineData("node==é", ExpressionFault.Value, 6, "Value 'é' is invalid")]
    [InlineData("node==/(/", ExpressionFault.Pattern, 6, "Value '/(/' is invalid")]
    [InlineData("node==~/[/", ExpressionFault.Pattern, 7, "Value '~/[/' is invalid")]
    [InlineData("node==/(a)\\1/", ExpressionFault.Pattern, 6, "Value '/(a)\\1/' is invalid")]
    public void Parser_tells_what_is_wrong_and_where(string text, ExpressionFault fault, int position, string message)
    {
        Assert.False(Expression.TryParse(text, out _, out var error));

        Assert.Equal((fault, position, message), (error.Fault, error.Position, error.Message));
        Assert.NotEmpty(error.Detail);
    }

    [Theory]
    [InlineData("name==web1", "web1", true)]
    [InlineData("name==web1", "Web1", false)]
    [InlineData("name==web", "web1", false)]
    [InlineData("name==web*", "web1", true)]
    [InlineData("name==web*", "my-web1", false)]
    [InlineData("name==*web*", "my-web1", true)]
    [InlineData("name==w*b*1", "web-b-1", true)]
    [InlineData("name==ab*ba", "aba", false)]
    [InlineData("name==a*b*b", "ab", false)]
    [InlineData("name==*", "", true)]
    [InlineData("name==w.b", "web", false)]
    [InlineData("name==a|b", "a", false)]
    [InlineData("name==a?", "ab", false)]
    [InlineData("name==/web/", "my-web1", true)]
    [InlineData("name==/^web/", "my-web1", false)]
    [InlineData("name==/WEB/", "web", false)]
    [InlineData("name==/(?i)WEB/", "web", true)]
    [InlineData("name==//", "anything", true)]
    [InlineData("name==/web", "/web", true)]
    [InlineData("kernelversion==/6\\..*/", "6.1.0", true)]
    [InlineData("kernelversion==/^6\\..*/", "5.16.0", false)]
    [InlineData("ostype==/(linux)|(windows)/", "windows", true)]
    [InlineData("name!=web1", "web1", false)]
    [InlineData("name!=web1", "web2", true)]
    [InlineData("name!=web*", "web2", false)]
    [InlineData("name!=web1", "", true)]
    [InlineData("name==web1", "", false)]
    [InlineData("name==~web1", "web1", true)]
    public void Expression_matches_one_candidate(string text, string candidate, bool matches) => Assert.Equal(matches, Expr(text).Matches(candidate));

    [Theory]
    [InlineData("name==web*", true, "db", "web1")]
    [InlineData("name==web*", false, "db", "cache")]
    [InlineData("name==web*", false)]
    [InlineData("name!=web*", false, "db", "web1")]
    [InlineData("name!=web*", true, "db", "cache")]
    [InlineData("name!=web*", true)]
    public void Expression_wants_any_candidate_or_none(string text, bool matches, params string[] candidates) =>
        Assert.Equal(matches, Expr(text).Matches((IEnumerable<string>)candidates));

    [Fact]
    public void Parser_gives_an_expression_or_an_error_for_any_text()
    {
        var noise = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");
        var almost = Gen.Elements('a', 'b', '_', '=', '!', '~', '/', '*', '(', ')', '[', ']', '{', '}', '\\', '|', '?', '+', '^', '$', '.', '1', '9', ',', ' ')
            .ArrayOf().Select(chars => new string(chars));
        var texts = Gen.OneOf(noise, almost, almost.Select(text => "ab==" + text), almost.Select(text => $"ab==/{text}/"));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var read = Expression.TryParse(text, out var expression, out var error);
            var matched = expression?.Matches("candidate");
            return read
                ? expression is not null && error is null && matched is not null && Expr(expression.ToString()).Equals(expression)
                : expression is null && error is not null && error.Position >= 0 && error.Position <= text.Length;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Expression_prints_the_text_it_was_read_from()
    {
        var letters = Gen.Elements("abcxyzABC019-_.".ToCharArray());
        var keys = from first in Gen.Elements("abz_Q".ToCharArray()) from rest in letters.NonEmptyListOf() select first + string.Concat(rest);
        var values = Gen.Elements("abcXYZ019:-_ .*()@,".ToCharArray()).NonEmptyListOf().Select(string.Concat);
        var texts = from key in keys from op in Gen.Elements("==", "!=") from soft in Gen.Elements("", "~") from value in values select key + op + soft + value;

        Prop.ForAll(texts.ToArbitrary(), text => Expr(text).ToString() == text).QuickCheckThrowOnFailure();
    }
}
