using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>
/// The host names an authority may certify (RFC 5280 section 4.2.1.10), written as a critical extension, so that a stolen authority key
/// cannot speak for other hosts. Where one kind of name is constrained the other kind is forbidden unless it is constrained too.
/// </summary>
/// <param name="DnsDomains">Allowed domains with all their subdomains, e.g. <c>shop.example</c>.</param>
/// <param name="Networks">Allowed address ranges.</param>
public sealed record NameConstraints(IReadOnlyList<string> DnsDomains, IReadOnlyList<IPNetwork> Networks)
{
    private const string ExtensionOid = "2.5.29.30";
    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Excluded = new(TagClass.ContextSpecific, 1);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 7);

    private static readonly IPNetwork[] AllAddresses = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>No host at all: for an authority that signs only clients, whose key then cannot impersonate any server.</summary>
    public static NameConstraints NoHosts { get; } = new([], []);

    internal X509Extension ToExtension()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteSubtrees(writer, Permitted, DnsDomains, Networks);
            // A kind of name without any permitted subtree would be unconstrained, so it is excluded whole.
            WriteSubtrees(writer, Excluded, DnsDomains.Count == 0 ? [""] : [], Networks.Count == 0 ? AllAddresses : []);
        }

        return new X509Extension(ExtensionOid, writer.Encode(), critical: true);
    }

    private static void WriteSubtrees(AsnWriter writer, Asn1Tag tag, IReadOnlyList<string> domains, IReadOnlyList<IPNetwork> networks)
    {
        if (domains.Count + networks.Count == 0)
        {
            return;
        }

        using (writer.PushSequence(tag))
        {
            foreach (var domain in domains)
            {
                using (writer.PushSequence())
                {
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, domain, DnsName);
                }
            }

            foreach (var network in networks)
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString([.. network.BaseAddress.GetAddressBytes(), .. Mask(network)], Address);
                }
            }
        }
    }

    private static byte[] Mask(IPNetwork network)
    {
        var mask = new byte[network.BaseAddress.GetAddressBytes().Length];
        for (var bit = 0; bit < network.PrefixLength; bit++)
        {
            mask[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return mask;
    }
}
