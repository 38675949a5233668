namespace Mooring.Tests.Integration.Operator;

/// <summary>One running scenario for all tests of a class; each uses a Placement name of its own and removes it.</summary>
public sealed class ReadyScenario(TestbedFixture fixture) : IAsyncLifetime
{
    private readonly Lazy<Task<Scenario>> _scenario = new(() => Scenario.StartAsync(fixture));

    /// <summary>The scenario, which starts with the first test that asks for it.</summary>
    internal Task<Scenario> StartAsync() => _scenario.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_scenario is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _scenario.Value).DisposeAsync();
        }
    }
}
