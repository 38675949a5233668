using Mooring.Api;

namespace Mooring.Tests.Integration.Operator;

/// <summary>A container with a scenario's owner label, as its engine's own CLI shows it.</summary>
internal sealed record OwnedContainer(string Host, string Id, string State, string Placement, string Slot, string Revision)
{
    /// <summary>All of them, on every host and in every state.</summary>
    public static async Task<IReadOnlyList<OwnedContainer>> ListAsync(Scenario scenario)
    {
        const string format = $$$"""{{.ID}}|{{.State}}|{{.Label "{{{MooringLabels.Placement}}}"}}|{{.Label "{{{MooringLabels.Slot}}}"}}|{{.Label "{{{MooringLabels.Revision}}}"}}""";
        var lists = await Task.WhenAll(scenario.Testbed.Hosts.Select(async host =>
        {
            var lines = await host.DockerAsync(["ps", "--all", "--no-trunc", "--format", format, "--filter", $"label={MooringLabels.Owner}={scenario.Owner}"]);
            return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Select(f => new OwnedContainer(host.Name, f[0], f[1], f[2], f[3], f[4]));
        }));
        return [.. lists.SelectMany(list => list).OrderBy(one => one.Placement, StringComparer.Ordinal).ThenBy(one => one.Slot, StringComparer.Ordinal).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }
}
