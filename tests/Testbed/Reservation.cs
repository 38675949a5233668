using System.Net.Sockets;
using Mooring.Tests.Testbed.Networking;
using Mooring.Tests.Testbed.Processes;

namespace Mooring.Tests.Testbed;

/// <summary>
/// The right to work on a subnet, for one process at a time. It is a name of an abstract unix socket: the kernel frees it when the
/// process ends, and nothing stays on disk.
/// </summary>
internal sealed class Reservation : IDisposable
{
    private readonly Socket _socket;

    private Reservation(Socket socket, Subnet subnet) => (_socket, Subnet) = (socket, subnet);

    public Subnet Subnet { get; }

    public static Reservation? TryTake(Subnet subnet)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint($"\0mooring-testbed/{subnet.Number}"));
            return new(socket, subnet);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <exception cref="TimeoutException">Another process works on the subnet for too long.</exception>
    public static async Task<Reservation> TakeAsync(Subnet subnet, TimeSpan deadline, CancellationToken ct)
    {
        Reservation? taken = null;
        await Wait.UntilAsync($"another process to leave {subnet}", deadline, () => (taken = TryTake(subnet)) is not null, ct);
        return taken!;
    }

    public void Dispose() => _socket.Dispose();
}
