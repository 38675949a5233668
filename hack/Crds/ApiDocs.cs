using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mooring.Api;

namespace Mooring.Crds;

/// <summary>The XML documentation of the API types, as plain text or Markdown.</summary>
public sealed partial class ApiDocs
{
    private readonly Dictionary<string, XElement> _members;

    private ApiDocs(XDocument file) =>
        _members = file.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>Reads the file the compiler puts beside the assembly.</summary>
    public static ApiDocs Load() => new(XDocument.Load(Path.ChangeExtension(typeof(MooringApi).Assembly.Location, ".xml")));

    /// <summary>What a type is.</summary>
    public string Summary(Type type, bool markdown = false) => Text(Member($"T:{type.FullName}")?.Element("summary"), markdown);

    /// <summary>What a constructor parameter, and so the member of the JSON object, is.</summary>
    public string Parameter(Type type, ParameterInfo parameter, bool markdown = false) =>
        Text(Member($"T:{type.FullName}")?.Elements("param").FirstOrDefault(param => param.Attribute("name")!.Value == parameter.Name), markdown);

    /// <summary>What a constant or enum member means.</summary>
    public string Summary(FieldInfo field, bool markdown = false) => Text(Member($"F:{field.DeclaringType!.FullName}.{field.Name}")?.Element("summary"), markdown);

    /// <summary>The remarks of a constant.</summary>
    public string Remarks(FieldInfo field, bool markdown = false) => Text(Member($"F:{field.DeclaringType!.FullName}.{field.Name}")?.Element("remarks"), markdown);

    private static string Text(XElement? element, bool markdown)
    {
        var text = string.Concat(element?.Nodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement { Name.LocalName: "c" } code => Code(code.Value, markdown),
            XElement { Name.LocalName: "paramref" } name => Code(JsonNamingPolicy.CamelCase.ConvertName(name.Attribute("name")!.Value), markdown),
            XElement { Name.LocalName: "see" } see => Code(see.Attribute("cref")!.Value.Split('.')[^1], markdown),
            _ => "",
        }) ?? []);
        return Blanks().Replace(text, " ").Trim();
    }

    private static string Code(string text, bool markdown) => markdown ? $"`{text}`" : text;

    private XElement? Member(string name) => _members.GetValueOrDefault(name);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
