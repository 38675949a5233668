using Microsoft.Extensions.Logging.Abstractions;
using Mooring.Kube.Client;
using Mooring.Kube.Configuration;
using Mooring.Kube.Events;
using Mooring.Kube.Models;
using Mooring.Tests.Fakes;
using Mooring.Tests.Fakes.Kube;

namespace Mooring.Tests.Integration.Kube;

[Collection(TestbedGroup.Name)]
public sealed class RealIdentityTests(KubeFixture fixture) : IClassFixture<KubeFixture>
{
    private static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token;

    [RealFact]
    public async Task Client_certificate_names_the_user_whose_rights_then_count()
    {
        var file = await (await fixture.ControlPlaneAsync()).WriteUserKubeconfigAsync("nobody-much", []);
        var kube = fixture.Connect(KubernetesClientConfiguration.BuildConfigFromConfigFile(file));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => kube.ReadAsync(KubeResources.Secrets, new("default", "x"), Limit));

        Assert.Equal(StatusReason.Forbidden, error.Reason);
        Assert.Contains("\"nobody-much\"", error.Message, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Pod_is_known_by_its_service_account()
    {
        var cluster = await fixture.ControlPlaneAsync();
        var folder = await cluster.WriteServiceAccountAsync("default", "pod", TimeSpan.FromMinutes(10));
        var server = cluster.ApiServer.Url;
        var config = KubernetesClientConfiguration.BuildDefaultConfig(
            new(ServiceHost: server.Host, ServicePort: $"{server.Port}", ServiceAccountFolder: folder));

        var error = await Assert.ThrowsAsync<KubernetesException>(() => fixture.Connect(config).ReadAsync(KubeResources.Secrets, new("default", "x"), Limit));

        Assert.Equal("default", config.Namespace);
        Assert.Contains("system:serviceaccount:default:pod", error.Message, StringComparison.Ordinal);
    }

    [RealFact]
    public async Task Wrong_token_is_unauthorized()
    {
        var cluster = await fixture.ControlPlaneAsync();
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigFile) with { Credentials = new KubeCredentials.Token("wrong") };

        var error = await Assert.ThrowsAsync<KubernetesException>(() => fixture.Connect(config).ReadAsync(KubeResources.Secrets, new("default", "x"), Limit));

        Assert.Equal(StatusReason.Unauthorized, error.Reason);
    }

    [RealFact]
    public async Task Server_of_another_authority_is_not_talked_to()
    {
        var cluster = await fixture.ControlPlaneAsync();
        var config = KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigFile) with { Authorities = [] };

        var error = await Assert.ThrowsAsync<KubernetesException>(() => fixture.Connect(config).ReadAsync(KubeResources.Secrets, new("default", "x"), Limit));

        Assert.Equal(StatusReason.Unreachable, error.Reason);
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [RealFact]
    public async Task Repeated_event_is_one_event_with_a_count()
    {
        var kube = await fixture.ClientAsync();
        var ns = await KubeFixture.NamespaceAsync(kube);
        var widget = await kube.CreateAsync(Widget.Resource, Widget.Named("one", ns), Limit);
        var options = new EventRecorderOptions { Instance = "test", SeriesPeriod = TimeSpan.FromSeconds(1) };
        using var recorder = new EventRecorder(kube, options, TimeProvider.System, NullLogger<EventRecorder>.Instance);
        await recorder.StartAsync(Limit);

        for (var i = 0; i < 5; i++)
        {
            recorder.Record(widget, EventType.Warning, "Refused", "Connecting", "The engine at tcp://10.0.0.1:2376 refuses: " + new string('é', 1000));
        }

        recorder.Record(widget, EventType.Normal, "Placed", "Scheduling", "All is well.");
        IReadOnlyList<Eventsv1Event> events = [];
        await Eventually.TrueAsync(async () =>
        {
            events = (await kube.ListAsync(KubeResources.Events, new(ns), Limit)).Items;
            return events.Count == 2 && events.Any(e => e.Series?.Count == 5);
        });
        await recorder.StopAsync(Limit);

        var repeated = events.Single(e => e.Series is not null);
        Assert.Equal(("Warning", "Refused", widget.Metadata.Uid), (repeated.Type, repeated.Reason, repeated.Regarding?.Uid));
        Assert.Contains("Refused", await (await fixture.ControlPlaneAsync()).KubectlAsync(["get", "events", "-n", ns]), StringComparison.Ordinal);
    }
}
