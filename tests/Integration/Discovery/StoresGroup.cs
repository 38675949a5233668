namespace Mooring.Tests.Integration.Discovery;

/// <summary>The tests that share the stores.</summary>
[CollectionDefinition(Name)]
public sealed class StoresGroup : ICollectionFixture<StoresFixture>
{
    public const string Name = "stores";
}
