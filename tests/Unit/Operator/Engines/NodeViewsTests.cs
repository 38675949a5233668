using Mooring.Api;
using Mooring.Operator.Engines;

namespace Mooring.Tests.Unit.Operator.Engines;

public sealed class NodeViewsTests
{
    [Fact]
    public void Name_of_a_node_is_among_its_labels_for_expressions()
    {
        var node = new DockerNode(new V1ObjectMeta("edge-7", "default"), new DockerNodeSpec("tcp://10.0.0.7:2376", Labels: new Dictionary<string, string> { ["zone"] = "a" }));

        var labels = NodeViews.LabelsOf(node, facts: null);

        Assert.Equal(("edge-7", "a"), (labels["name"], labels["zone"]));
    }
}
