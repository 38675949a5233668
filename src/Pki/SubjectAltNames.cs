using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Mooring.Pki;

/// <summary>
/// The names one host answers to: DNS names in lower case and IP addresses, sorted and without repeats (RFC 5280 section 4.2.1.6).
/// </summary>
public sealed record SubjectAltNames
{
    private const int MaxDnsName = 253;
    private const int MaxLabel = 63;

    private SubjectAltNames(IEnumerable<string> dnsNames, IEnumerable<IPAddress> addresses)
    {
        DnsNames = [.. dnsNames.Distinct().Order(StringComparer.Ordinal)];
        Addresses = [.. addresses.Distinct().OrderBy(address => address.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>DNS names, lower case, without a final dot.</summary>
    public IReadOnlyList<string> DnsNames { get; }

    /// <summary>IPv4 and IPv6 addresses, without scope.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>All of them as text, DNS names first.</summary>
    public IReadOnlyList<string> All => [.. DnsNames, .. Addresses.Select(address => address.ToString())];

    /// <summary>Reads host names and addresses as they stand in endpoints: <c>web1.example</c>, <c>10.0.0.1</c>, <c>::1</c>, <c>[::1]</c>.</summary>
    /// <exception cref="FormatException">A text is neither an address nor a DNS name. Wildcards are refused: a certificate is for one host.</exception>
    public static SubjectAltNames Parse(params IEnumerable<string> hosts)
    {
        var (dnsNames, addresses) = (new List<string>(), new List<IPAddress>());
        foreach (var host in hosts)
        {
            if (TryAddress(host) is { } address)
            {
                addresses.Add(address);
            }
            else
            {
                dnsNames.Add(DnsName(host));
            }
        }

        return new(dnsNames, addresses);
    }

    /// <summary>The names in a certificate; other kinds of name (e-mail, URI) are left out.</summary>
    public static SubjectAltNames Of(X509Certificate2 certificate)
    {
        var extensions = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        return new(
            extensions.SelectMany(names => names.EnumerateDnsNames()).Select(name => name.ToLowerInvariant()),
            extensions.SelectMany(names => names.EnumerateIPAddresses()));
    }

    /// <inheritdoc/>
    public bool Equals(SubjectAltNames? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join(',', All).GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", All);

    internal X509Extension ToExtension(bool critical)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in DnsNames)
        {
            builder.AddDnsName(name);
        }

        foreach (var address in Addresses)
        {
            builder.AddIpAddress(address);
        }

        return builder.Build(critical);
    }

    private static IPAddress? TryAddress(string host)
    {
        // .NET also reads "10.1" and "1" as IPv4; only the four-part form is meant by anyone here.
        if (!IPAddress.TryParse(host, out var address) || (address.AddressFamily == AddressFamily.InterNetwork && host.Count(c => c == '.') != 3))
        {
            return null;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : new IPAddress(address.GetAddressBytes());
    }

    private static string DnsName(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        var valid = name.Length is > 0 and <= MaxDnsName && name.Split('.').All(IsLabel);
        return valid ? name : throw new FormatException($"'{host}' is neither an IP address nor a DNS name");
    }

    // Underscore is no host name character by RFC 1123, yet hosts are named so and Go's verifier takes it.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
