namespace Mooring.Tests.Integration.Engine;

/// <summary>The tests that share two engines: <c>[Collection(EnginesGroup.Name)]</c>.</summary>
[CollectionDefinition(Name)]
public sealed class EnginesGroup : ICollectionFixture<EnginesFixture>
{
    public const string Name = "engines";
}
