using Mooring.Api.Schema;

namespace Mooring.Api.Validation;

/// <summary>The rules of a Placement beyond its schema, those of the CRD's own rules included.</summary>
public static class PlacementValidation
{
    /// <summary>Every field that breaks a rule; empty when the spec can be acted on.</summary>
    /// <param name="placement">The object.</param>
    /// <param name="flawOf">
    /// What is wrong with a constraint or affinity, or null when it can be read: the grammar belongs to the scheduler.
    /// </param>
    public static IReadOnlyList<FieldError> Validate(Placement placement, Func<string, string?> flawOf)
    {
        var errors = new FieldErrors();
        var spec = placement.Spec;
        TemplateValidation.Validate(errors, spec.Template, "spec.template");
        SharedValidation.Selector(errors, spec.NodeSelector, "spec.nodeSelector");
        Expressions(errors, spec.Constraints, "spec.constraints", flawOf);
        Expressions(errors, spec.Affinities, "spec.affinities", flawOf);
        Update(errors, spec.Update);
        errors.AtLeast(spec.Reschedule.After, GoDuration.FromSeconds(1), "spec.reschedule.after");
        return errors.All;
    }

    private static void Expressions(FieldErrors errors, IReadOnlyList<string> expressions, string path, Func<string, string?> flawOf) =>
        FieldErrors.Each(expressions, path, (expression, at) =>
        {
            if (flawOf(expression) is { } flaw)
            {
                errors.Require(false, at, flaw);
            }
        });

    private static void Update(FieldErrors errors, UpdateSpec update)
    {
        Percentage(errors, update.MaxUnavailable, "spec.update.maxUnavailable");
        Percentage(errors, update.MaxSurge, "spec.update.maxSurge");
        errors.Require(update.Order is not UpdateOrder.StopFirst || !update.MaxUnavailable.IsZero, "spec.update", Rules.UpdateStopFirst);
        errors.Require(update.Order is not UpdateOrder.StartFirst || !update.MaxSurge.IsZero, "spec.update", Rules.UpdateStartFirst);
        errors.Require(update.ProgressDeadlineSeconds > update.MinReadySeconds, "spec.update", Rules.UpdateDeadline);
    }

    private static void Percentage(FieldErrors errors, IntOrString value, string path) => errors.Require(
        value.Number is >= 0 || value.Percent is not null, path, $"'{value}' is neither a number from 0 nor a percentage; write it like 1 or 25%");
}
