using Mooring.Swarm.Cluster;
using Mooring.Swarm.Http;

namespace Mooring.Swarm.Api;

/// <summary>What one engine of many answered.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Value">Its answer, if it gave one.</param>
/// <param name="Error">What went wrong, or null.</param>
internal sealed record EngineResult<T>(EngineView Engine, T? Value, ApiException? Error);
