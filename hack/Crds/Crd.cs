using System.Reflection;
using System.Text.Json.Nodes;
using Mooring.Api;
using Mooring.Api.Schema;

namespace Mooring.Crds;

/// <summary>The CustomResourceDefinition (apiextensions.k8s.io/v1) of a resource record.</summary>
public sealed class Crd(ApiDocs docs)
{
    /// <summary>The definition of <paramref name="kind"/>, which carries <see cref="ResourceAttribute"/>.</summary>
    public JsonObject Of(Type kind)
    {
        var resource = kind.GetCustomAttribute<ResourceAttribute>()!;
        return new()
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{resource.Plural}.{MooringApi.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = MooringApi.Group,
                ["names"] = new JsonObject
                {
                    ["categories"] = new JsonArray(MooringApi.Category),
                    ["kind"] = kind.Name,
                    ["listKind"] = kind.Name + "List",
                    ["plural"] = resource.Plural,
                    ["shortNames"] = new JsonArray(resource.ShortName),
                    ["singular"] = resource.Singular,
                },
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray(Version(kind, resource)),
            },
        };
    }

    private JsonObject Version(Type kind, ResourceAttribute resource)
    {
        var subresources = new JsonObject { ["status"] = new JsonObject() };
        if (resource.Scale)
        {
            subresources["scale"] = new JsonObject
            {
                ["specReplicasPath"] = ".spec.replicas",
                ["statusReplicasPath"] = ".status.replicas",
                ["labelSelectorPath"] = ".status.selector",
            };
        }

        return new()
        {
            ["name"] = MooringApi.Version,
            ["served"] = true,
            ["storage"] = true,
            ["subresources"] = subresources,
            ["additionalPrinterColumns"] = new JsonArray([.. kind.GetCustomAttributes<PrinterColumnAttribute>().Select(Column)]),
            ["schema"] = new JsonObject { ["openAPIV3Schema"] = Root(kind) },
        };
    }

    private JsonObject Root(Type kind)
    {
        var members = Members.Of(kind);
        var spec = members.Single(parameter => parameter.Name == "Spec");
        var status = members.Single(parameter => parameter.Name == "Status");
        var root = new JsonObject
        {
            ["type"] = "object",
            ["description"] = docs.Summary(kind),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = new JsonObject { ["type"] = "string" },
                ["kind"] = new JsonObject { ["type"] = "string" },
                ["metadata"] = new JsonObject { ["type"] = "object" },
                ["spec"] = new Schema(docs, defaults: true).Member(kind, spec),
                ["status"] = new Schema(docs, defaults: false).Member(kind, status),
            },
        };
        if (!spec.HasDefaultValue)
        {
            root["required"] = new JsonArray("spec");
        }

        return root;
    }

    private static JsonObject Column(PrinterColumnAttribute column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.Description.Length > 0)
        {
            json["description"] = column.Description;
        }

        if (column.Wide)
        {
            json["priority"] = 1;
        }

        return json;
    }
}
