using System.Security.Cryptography;
using System.Text.Json;
using Mooring.Api;

namespace Mooring.Operator.Placements;

/// <summary>The fingerprint of a template: containers made from equal templates have equal revisions.</summary>
public static class TemplateRevision
{
    private const int Digits = 10;

    /// <summary>Ten hexadecimal digits of the SHA-256 of the template's JSON, in which members that are not set do not appear.</summary>
    public static string Of(ContainerTemplate template)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(template, ApiJson.Default.ContainerTemplate);
        return Convert.ToHexStringLower(SHA256.HashData(json))[..Digits];
    }
}
