using System.Text.Json.Nodes;

namespace Mooring.Tests.Fakes.Kube;

/// <summary>What happened to an object, or a bookmark when there is no body.</summary>
internal sealed record FakeChange(ulong Version, string Resource, FakeChangeKind Kind, JsonObject? Body);

internal enum FakeChangeKind
{
    Added,
    Modified,
    Deleted,
    Bookmark,
}
