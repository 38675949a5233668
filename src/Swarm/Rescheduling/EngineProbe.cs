using Mooring.Engine;

namespace Mooring.Swarm.Rescheduling;

/// <summary>Asks an engine directly whether it is there, whatever discovery and its monitor believe.</summary>
/// <param name="connect">Makes a client with short deadlines.</param>
internal sealed class EngineProbe(Func<string, IDockerClient> connect)
{
    /// <summary>False only when nothing at all answers there; a refusal, or a certificate that does not fit, is an answer.</summary>
    public async Task<bool> AnswersAsync(string address, CancellationToken ct)
    {
        using var client = connect(address);
        try
        {
            await client.System.PingAsync(ct);
            return true;
        }
        catch (DockerConnectionException e)
        {
            return e.Fault is not (ConnectionFault.Refused or ConnectionFault.Unreachable or ConnectionFault.ConnectTimeout or ConnectionFault.ResponseTimeout
                or ConnectionFault.Closed);
        }
        catch (DockerException)
        {
            return true;
        }
    }
}
