using System.Net.Security;
using System.Net.Sockets;

namespace Mooring.Engine.Transport;

/// <summary>One open connection: the stream to speak HTTP on, and its half-close.</summary>
internal sealed record EngineConnection(Stream Stream, Socket Socket)
{
    /// <summary>Tells the engine that no more input comes; its output can still be read.</summary>
    public async ValueTask CloseWriteAsync()
    {
        if (Stream is SslStream tls)
        {
            await tls.ShutdownAsync();
        }
        else
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
    }
}
