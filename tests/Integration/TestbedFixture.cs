using Mooring.Tests.Testbed;

namespace Mooring.Tests.Integration;

/// <summary>
/// One instance for all tests of the collection <see cref="TestbedGroup"/>: control plane, registry and three hosts with engine 20.10.
/// It starts with the first test that asks for it. A test leaves it as it was: hosts healed, its own objects and containers removed.
/// </summary>
public sealed class TestbedFixture : IAsyncLifetime
{
    private readonly Lazy<Task<TestbedInstance>> _testbed = new(() =>
    {
        RealParts.Require();
        return TestbedInstance.StartAsync(new TestbedOptions());
    });

    /// <summary>The running instance.</summary>
    public Task<TestbedInstance> StartAsync() => _testbed.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_testbed is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _testbed.Value).DisposeAsync();
        }
    }
}
