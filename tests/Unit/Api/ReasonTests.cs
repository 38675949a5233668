using System.Reflection;
using Mooring.Api;
using Mooring.Api.Schema;
using Mooring.Crds;

namespace Mooring.Tests.Unit.Api;

/// <summary>The words of conditions are well formed, and each says what it means and what to do.</summary>
public sealed class ReasonTests
{
    private static readonly ApiDocs Docs = ApiDocs.Load();

    public static TheoryData<string> Names => [.. Constants(typeof(Reasons)).Select(reason => reason.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Reason_is_documented_and_belongs_to_known_types(string name)
    {
        var reason = typeof(Reasons).GetField(name)!;
        var types = Constants(typeof(ConditionTypes)).Select(Text);

        Assert.Matches("^[A-Z][A-Za-z0-9]*$", Text(reason));
        Assert.NotEmpty(Docs.Summary(reason));
        Assert.NotEmpty(Docs.Remarks(reason));
        Assert.NotEmpty(reason.GetCustomAttribute<ReasonOfAttribute>()!.Types);
        Assert.Empty(reason.GetCustomAttribute<ReasonOfAttribute>()!.Types.Except(types));
    }

    [Fact]
    public void No_text_is_used_twice()
    {
        Assert.Distinct(Constants(typeof(Reasons)).Select(Text));
        Assert.Distinct(Constants(typeof(ConditionTypes)).Select(Text));
    }

    private static FieldInfo[] Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    private static string Text(FieldInfo constant) => (string)constant.GetRawConstantValue()!;
}
