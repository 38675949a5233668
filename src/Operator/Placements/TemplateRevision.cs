using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mooring.Api;

namespace Mooring.Operator.Placements;

/// <summary>The fingerprint of a template: containers made from equal templates have equal revisions.</summary>
public static class TemplateRevision
{
    private const int Digits = 10;

    /// <summary>
    /// Ten hexadecimal digits of the SHA-256 of the template's JSON without the members that are as by default: a field that a later version
    /// adds changes no revision.
    /// </summary>
    public static string Of(ContainerTemplate template)
    {
        var said = Json(template);
        foreach (var (name, byDefault) in Json(new ContainerTemplate("")))
        {
            if (JsonNode.DeepEquals(said[name], byDefault))
            {
                said.Remove(name);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToJsonString())))[..Digits];
    }

    private static JsonObject Json(ContainerTemplate template) => JsonSerializer.SerializeToNode(template, ApiJson.Default.ContainerTemplate)!.AsObject();
}
