using System.Net;

namespace Reve.Http;

/// <summary>
/// Recognizes addresses that are not on the public internet: of this machine, of private networks, of one link (where
/// cloud services offer credentials), shared by a carrier, and of several receivers.
/// </summary>
internal static class NonPublicAddress
{
    public static bool Is(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? IsVersion4(bytes, 0) : IsVersion6(bytes);
    }

    private static bool IsVersion4(byte[] bytes, int start) => (bytes[start], bytes[start + 1]) switch
    {
        (0 or 10 or 127 or >= 224, _) => true,
        (100, >= 64 and < 128) => true,
        (169, 254) => true,
        (172, >= 16 and < 32) => true,
        (192, 168) => true,
        (192, 0) => bytes[start + 2] == 0,
        _ => false,
    };

    private static bool IsVersion6(byte[] bytes) => (bytes[0], bytes[1]) switch
    {
        (0xFC or 0xFD or 0xFF, _) => true,
        // Link-local and site-local.
        (0xFE, >= 0x80) => true,
        // Addresses that contain an IPv4 address: mapped and compatible, NAT64, 6to4.
        (0, 0) => IsZero(bytes, 2, 10) && (IsZero(bytes, 10, 12) || (bytes[10], bytes[11]) == (0xFF, 0xFF))
            && IsVersion4(bytes, 12),
        (0, 0x64) => (bytes[2], bytes[3]) == (0xFF, 0x9B) && (!IsZero(bytes, 4, 12) || IsVersion4(bytes, 12)),
        (0x20, 0x02) => IsVersion4(bytes, 2),
        // Teredo contains an obfuscated IPv4 address.
        (0x20, 0x01) => IsZero(bytes, 2, 4),
        _ => false,
    };

    private static bool IsZero(byte[] bytes, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            if (bytes[index] != 0) return false;
        }

        return true;
    }
}
