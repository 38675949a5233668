namespace Mooring.Tests.Testbed.Hosts;

/// <summary>Which Docker engine a host runs.</summary>
public enum EngineRelease
{
    /// <summary>The one installed on this machine: 20.10 on Debian 12.</summary>
    Installed,

    /// <summary>The one hack/prerequisites.sh unpacked into the cache: 28 at the time of writing.</summary>
    Newest,
}
