namespace Mooring.Tests.Integration;

/// <summary>The tests that share an instance: <c>[Collection(TestbedGroup.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class TestbedGroup : ICollectionFixture<TestbedFixture>
{
    public const string Name = "testbed";
}
