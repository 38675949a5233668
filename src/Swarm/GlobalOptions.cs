using Microsoft.Extensions.Logging;

namespace Mooring.Swarm;

/// <summary>The flags before the command.</summary>
/// <param name="Debug">Whether diagnostics are served.</param>
/// <param name="Experimental">What <c>/info</c> and <c>/version</c> say about it.</param>
/// <param name="Level">The least severe log lines to write.</param>
public sealed record GlobalOptions(bool Debug, bool Experimental, LogLevel Level);
