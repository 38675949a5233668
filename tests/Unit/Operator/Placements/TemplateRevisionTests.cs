using Mooring.Operator.Placements;

namespace Mooring.Tests.Unit.Operator.Placements;

public sealed class TemplateRevisionTests
{
    [Fact]
    public void Spelling_out_a_default_is_no_change() =>
        Assert.Equal(
            TemplateRevision.Of(new("web:1")),
            TemplateRevision.Of(new("web:1", Env: [], Privileged: false, TerminationGracePeriodSeconds: 10)));

    [Fact]
    public void Any_other_value_is_a_change()
    {
        string[] revisions =
        [
            TemplateRevision.Of(new("web:1")),
            TemplateRevision.Of(new("web:2")),
            TemplateRevision.Of(new("web:1", Privileged: true)),
            TemplateRevision.Of(new("web:1", Env: [new("A", "1")])),
            TemplateRevision.Of(new("web:1", TerminationGracePeriodSeconds: 0)),
        ];

        Assert.Equal(revisions.Length, revisions.Distinct().Count());
        Assert.All(revisions, revision => Assert.Matches("^[0-9a-f]{10}$", revision));
    }
}
