namespace Mooring.Api.Validation;

/// <summary>One field that breaks a rule.</summary>
/// <param name="Path">The field as in YAML: <c>spec.template.ports[1].containerPort</c>.</param>
/// <param name="Message">The problem and its cure; never a value of a Secret.</param>
public sealed record FieldError(string Path, string Message)
{
    /// <summary>The sentence for people: <c>path: message</c>.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
