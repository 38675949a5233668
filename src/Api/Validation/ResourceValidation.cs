namespace Mooring.Api.Validation;

/// <summary>The rules of resources, with the engine's own bounds.</summary>
internal static class ResourceValidation
{
    private static readonly Quantity LeastCpu = Quantity.Parse("10m");
    private static readonly Quantity LeastMemory = Quantity.Parse("6Mi");

    public static void Validate(FieldErrors errors, Resources resources, string path)
    {
        var (requests, limits) = (resources.Requests, resources.Limits);
        errors.AtLeast(requests?.Cpu, Quantity.Zero, $"{path}.requests.cpu");
        errors.AtLeast(requests?.Memory, Quantity.Zero, $"{path}.requests.memory");
        errors.AtLeast(limits?.Cpu, LeastCpu, $"{path}.limits.cpu");
        errors.AtLeast(limits?.Memory, LeastMemory, $"{path}.limits.memory");
        Within(errors, requests?.Cpu, limits?.Cpu, path, "cpu");
        Within(errors, requests?.Memory, limits?.Memory, path, "memory");
    }

    private static void Within(FieldErrors errors, Quantity? request, Quantity? limit, string path, string name) => errors.Require(
        request is null || limit is null || request <= limit,
        $"{path}.requests.{name}",
        $"{request} is more than {path}.limits.{name} ({limit}): lower it, or raise the limit");
}
