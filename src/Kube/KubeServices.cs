using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mooring.Api;
using Mooring.Kube.Caching;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Events;
using Mooring.Kube.LeaderElection;
using Mooring.Kube.Reconciling;
using Mooring.Kube.Telemetry;

namespace Mooring.Kube;

/// <summary>Registers the Kubernetes runtime.</summary>
public static class KubeServices
{
    /// <summary>
    /// Adds the client, the event recorder and the leader election. Call it before adding controllers: hosted services stop in reverse
    /// order, and the lease must be given up last. Options are bound by the caller with <c>Configure</c>.
    /// </summary>
    public static IServiceCollection AddKube(this IServiceCollection services, KubernetesClientConfiguration config)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(config);
        services.AddSingleton<KubeMetrics>();
        services.AddOptions<KubernetesClientOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<KubernetesClientOptions>, KubernetesClientOptionsValidator>();
        services.AddOptions<LeaderElectionOptions>().PostConfigure(options =>
        {
            options.Namespace = options.Namespace.Length > 0 ? options.Namespace : config.Namespace;
            options.Identity = options.Identity.Length > 0 ? options.Identity : $"{Environment.MachineName}_{Guid.NewGuid():N}";
        }).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LeaderElectionOptions>, LeaderElectionOptionsValidator>();
        services.AddOptions<EventRecorderOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventRecorderOptions>, EventRecorderOptionsValidator>();

        services.AddSingleton<IKubernetes>(provider => new Kubernetes(
            config,
            provider.GetRequiredService<IOptions<KubernetesClientOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<KubeMetrics>()));
        return services.AddLeaderElection().AddEventRecorder();
    }

    /// <summary>Adds a cache of a kind and what keeps it like the server.</summary>
    public static IServiceCollection AddInformer<T>(this IServiceCollection services, KubeResource<T> resource, InformerOptions? options = null)
        where T : class, IKubernetesObject
    {
        services.AddSingleton<ObjectCache<T>>();
        services.AddSingleton<IObjectCache<T>>(provider => provider.GetRequiredService<ObjectCache<T>>());
        services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<Informer<T>>(provider, resource, options ?? new InformerOptions()));
        return services;
    }

    /// <summary>Adds a controller for a reconciler.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">What metrics and logs call it, such as <c>dockernode</c>.</param>
    /// <param name="configure">Says what wakes it.</param>
    public static IServiceCollection AddController<TReconciler>(this IServiceCollection services, string name, Action<ControllerBuilder> configure)
        where TReconciler : class, IReconciler
    {
        var builder = new ControllerBuilder();
        configure(builder);
        services.TryAddSingleton<TReconciler>();
        services.AddSingleton<IHostedService>(provider => new ControllerService(
            name,
            provider.GetRequiredService<TReconciler>(),
            builder.Sources(provider),
            provider.GetRequiredService<ILeadership>(),
            builder.Options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<KubeMetrics>(),
            provider.GetRequiredService<ILogger<ControllerService>>()));
        return services;
    }

    private static IServiceCollection AddLeaderElection(this IServiceCollection services)
    {
        services.AddSingleton(provider => new LeaderElector(
            provider.GetRequiredService<IKubernetes>(),
            provider.GetRequiredService<IOptions<LeaderElectionOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<KubeMetrics>(),
            provider.GetRequiredService<ILogger<LeaderElector>>()));
        services.AddSingleton<ILeadership>(provider => provider.GetRequiredService<IOptions<LeaderElectionOptions>>().Value.Enabled
            ? provider.GetRequiredService<LeaderElector>()
            : new SoleLeader());
        return services.AddHostedService<LeaderElectionService>();
    }

    private static IServiceCollection AddEventRecorder(this IServiceCollection services)
    {
        services.AddSingleton(provider => new EventRecorder(
            provider.GetRequiredService<IKubernetes>(),
            provider.GetRequiredService<IOptions<EventRecorderOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventRecorder>>()));
        services.AddSingleton<IEventRecorder>(provider => provider.GetRequiredService<EventRecorder>());
        return services.AddHostedService(provider => provider.GetRequiredService<EventRecorder>());
    }
}
