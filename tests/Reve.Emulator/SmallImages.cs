using System;

namespace Reve.Emulator;

/// <summary>Small complete images of the formats that the emulator cannot draw.</summary>
internal static class SmallImages
{
    public static byte[] Jpeg { get; } = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1R" +
        "V19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj" +
        "Y2NjY2NjY2NjY2NjY2P/wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAwAB/8QAIxAAAgEDAwQDAAAA" +
        "AAAAAAAAAQIRAxIhAAQxEyJBUSNCYf/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xAAeEQABBAEFAAAAAAAAAAAAAAABAAISIRFB" +
        "YYHR8P/aAAwDAQACEQMRAD8ATdDtpjbEqZ+MtUAAOO30RLAx6nmdEosNQve992HSVkEGQIMccmScYxrRf1al9VVIAFqLCqLh" +
        "P2/Y5HiD41DbivuKrMwptUIEjDMYPcYOIAYnGePMaABrYnRI2Mmvd78L/9k=");

    public static byte[] WebP { get; } = Convert.FromBase64String(
        "UklGRoAAAABXRUJQVlA4THQAAAAvA8AAAH+gNJKt5kcUdIGkABwqdk4n3+JSJYoiSWou8cIAPjCEMnQgI/PCR6ZKaSRbze8g" +
        "UknWFJFboVkUDjxu/sMN03RWEopWVfN4ZS137T39GZnfZjiYi4xf6Ev6yYkABAEQAy7MmRChQ5cDMRH9j5cOJg==");
}
