using System;
using System.Text;

namespace Reve.Emulator.Fixed;

/// <summary>Whole responses for a <see cref="FixedServer"/>.</summary>
public static class FixedResponse
{
    /// <summary>A small response with the URL of an image.</summary>
    public static byte[] WithUrl() => Json("""
        {"created":1767322800,"data":[{"url":"https://cdn.example.com/images/0123456789abcdef.png"}],"meta":{"usage":{"credits_used":50000,"usd_spent":0.025}}}
        """u8);

    /// <summary>A response that contains an image in base64.</summary>
    public static byte[] WithImage(byte[] image) => Json([
        .. "{\"created\":1767322800,\"data\":[{\"b64_json\":\""u8,
        .. Encoding.ASCII.GetBytes(Convert.ToBase64String(image)),
        .. "\"}],\"meta\":{\"usage\":{\"credits_used\":50000}}}"u8,
    ]);

    /// <summary>A response with a body of JSON.</summary>
    public static byte[] Json(ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];
}
