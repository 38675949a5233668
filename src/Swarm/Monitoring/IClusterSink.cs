using Mooring.Engine.Models;
using Mooring.Swarm.Cluster;

namespace Mooring.Swarm.Monitoring;

/// <summary>Takes in what monitors find out.</summary>
internal interface IClusterSink
{
    /// <summary>An engine looks like this now.</summary>
    void Changed(EngineView engine);

    /// <summary>An engine told of an event.</summary>
    void Occurred(EngineView engine, Message message);

    /// <summary>An engine came, went, or came back: <c>engine_connect</c>, <c>engine_disconnect</c>, <c>engine_reconnect</c>.</summary>
    void Turned(EngineView engine, string action);

    /// <summary>The engine that is the same one under another address; null if there is none.</summary>
    EngineView? TwinOf(EngineView engine);
}
