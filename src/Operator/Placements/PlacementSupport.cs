using Mooring.Api;
using Mooring.Api.Validation;

namespace Mooring.Operator.Placements;

/// <summary>Fields that the API knows and this version does not carry out: said, never silently dropped.</summary>
public static class PlacementSupport
{
    /// <summary>What the placement asks for in vain.</summary>
    public static IEnumerable<FieldError> Unsupported(Placement placement)
    {
        const string NotYet = "is not supported by this version of Mooring; remove it";
        var template = placement.Spec.Template;
        for (var i = 0; i < template.Env.Count; i++)
        {
            if (template.Env[i].ValueFrom is not null)
            {
                yield return new($"spec.template.env[{i}].valueFrom", NotYet);
            }
        }

        if (template.EnvFrom.Count > 0)
        {
            yield return new("spec.template.envFrom", NotYet);
        }

        for (var i = 0; i < template.Mounts.Count; i++)
        {
            if (template.Mounts[i].Type is MountType.Secret or MountType.ConfigMap)
            {
                yield return new($"spec.template.mounts[{i}].type", $"{template.Mounts[i].Type} {NotYet}");
            }
        }

        if (template.Networks.Count > 1)
        {
            yield return new("spec.template.networks", $"more than one network {NotYet}");
        }

        if (placement.Spec.Update.Order is UpdateOrder.StartFirst)
        {
            yield return new("spec.update.order", $"StartFirst {NotYet}");
        }

        if (placement.Spec.Update.FailureAction is UpdateFailureAction.Rollback)
        {
            yield return new("spec.update.failureAction", $"Rollback {NotYet}");
        }
    }
}
