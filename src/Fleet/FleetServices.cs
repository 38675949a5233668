using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mooring.Engine;

namespace Mooring.Fleet;

/// <summary>Registers the fleet.</summary>
public static class FleetServices
{
    /// <summary>Adds <see cref="EngineFleet"/> and its metrics; the caller binds <see cref="FleetOptions"/>.</summary>
    public static IServiceCollection AddEngineFleet(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<IValidateOptions<FleetOptions>, FleetOptionsValidator>();
        services.AddSingleton<EngineMetrics>();
        services.AddSingleton<FleetMetrics>();
        services.AddSingleton(provider => new EngineFleet(
            provider.GetRequiredService<IOptions<FleetOptions>>().Value,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<FleetMetrics>(),
            provider.GetRequiredService<EngineMetrics>()));
        return services;
    }
}
