using System.Text;
using System.Text.Json.Serialization.Metadata;
using Mooring.Api;
using Mooring.Kube.Models;

namespace Mooring.Kube.Client;

/// <summary>A kind of object: where the API server has it and how its JSON reads.</summary>
/// <typeparam name="T">The record one object becomes.</typeparam>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">Such as <c>v1</c>.</param>
/// <param name="Plural">The name in paths, such as <c>secrets</c>.</param>
/// <param name="Kind">Such as <c>Secret</c>.</param>
/// <param name="Json">Generated JSON code of <typeparamref name="T"/>.</param>
/// <param name="Namespaced">False for kinds of the whole cluster.</param>
public sealed record KubeResource<T>(
    string Group, string Version, string Plural, string Kind, JsonTypeInfo<T> Json, bool Namespaced = true)
    where T : class, IKubernetesObject
{
    /// <summary><c>group/version</c>, or the bare version in the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The same objects seen through their scale subresource: patch it with subresource <c>scale</c>.</summary>
    public KubeResource<V1Scale> Scale() => new(Group, Version, Plural, "Scale", KubeJson.Default.V1Scale, Namespaced);

    /// <summary>Path on the server of a collection, an object or a subresource; without leading slash.</summary>
    /// <param name="ns">Empty for all namespaces, and for kinds that have none.</param>
    /// <param name="name">Null for the collection.</param>
    /// <param name="subresource">Such as <c>status</c>, or null.</param>
    public string Path(string ns, string? name = null, string? subresource = null)
    {
        var path = new StringBuilder(Group.Length == 0 ? "api/" : "apis/").Append(ApiVersion);
        if (Namespaced && ns.Length > 0)
        {
            path.Append("/namespaces/").Append(Uri.EscapeDataString(ns));
        }

        path.Append('/').Append(Plural);
        if (name is not null)
        {
            path.Append('/').Append(Uri.EscapeDataString(name));
        }

        return subresource is null ? path.ToString() : path.Append('/').Append(subresource).ToString();
    }

    /// <summary><c>plural.group</c>, as in logs and on command lines.</summary>
    public override string ToString() => Group.Length == 0 ? Plural : $"{Plural}.{Group}";
}
