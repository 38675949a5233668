namespace Mooring.Scheduling.Views;

/// <summary>Transport protocol of a published port. A port of one protocol never stands in the way of the same number of another.</summary>
public enum PortProtocol
{
    /// <summary>Docker's default.</summary>
    Tcp,

    /// <summary><c>/udp</c>.</summary>
    Udp,

    /// <summary><c>/sctp</c>.</summary>
    Sctp,
}
