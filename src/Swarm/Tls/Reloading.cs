using System.Runtime.InteropServices;

namespace Mooring.Swarm.Tls;

/// <summary>SIGHUP means: read the certificates again.</summary>
internal static class Reloading
{
    /// <summary>Listens for the signal until disposed.</summary>
    public static IDisposable OnHangup(TlsIdentity identity) => PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true;
        identity.Reload();
    });
}
