using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mooring.Api;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mooring.Tests.Unit.Api;

/// <summary>Every manifest we hand out holds only fields we have, and breaks no rule.</summary>
public sealed class ManifestTests
{
    private static readonly JsonSerializerOptions Strict = new(ApiJson.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static TheoryData<string> Files => [.. new[] { "hack/demo", "docs/examples" }
        .SelectMany(directory => Directory.GetFiles(Path.Combine(Repository.Root, directory), "*.yaml"))
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory, MemberData(nameof(Files))]
    public void Manifest_is_valid(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file)).Replace("${DEMO_IMAGE}", "10.0.0.1:5000/demo/web:1", StringComparison.Ordinal);
        var stream = new YamlStream();
        stream.Load(new StringReader(text));

        Assert.NotEmpty(stream.Documents);
        Assert.All(stream.Documents, document =>
        {
            var json = Json(document.RootNode)!;
            var kind = json["kind"]!.ToString();
            Assert.NotNull(json.Deserialize(Strict.GetTypeInfo(typeof(MooringApi).Assembly.GetType($"Mooring.Api.{kind}", throwOnError: true)!)));
            Assert.Equal(MooringApi.GroupVersion, json["apiVersion"]!.ToString());
            Assert.Empty(RuleSample.Validate(kind, json["spec"]!));
        });
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => scalar.Value == "true",
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => node.ToString(),
    };
}
