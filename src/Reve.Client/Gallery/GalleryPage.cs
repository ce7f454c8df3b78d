using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Reve.Gallery;

/// <summary>Writes a page from its parts, which are resources of this assembly.</summary>
internal static class GalleryPage
{
    private const string Prefix = "Reve.Gallery.Page.";
    private static readonly string[] s_scripts = ["state.js", "grid.js", "viewer.js", "chart.js", "page.js"];

    // This encoder escapes everything that HTML could interpret, also inside of an element script.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(Stream stream, IReadOnlyList<GalleryCard> cards, string title)
    {
        var style = Read("gallery.css");
        var script = "'use strict';\n" + string.Join("\n", s_scripts.Select(Read));
        // Local pages have no origin, so that 'self' does not include the files beside them in every browser.
        var policy = $"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; "
            + "img-src 'self' file: data:; base-uri 'none'; form-action 'none'";
        var page = Read("gallery.html").Replace("{{policy}}", policy).Replace("{{title}}", WebUtility.HtmlEncode(title))
            .Replace("{{style}}", style).Replace("{{script}}", script);
        var place = page.IndexOf("{{data}}", StringComparison.Ordinal);
        Write(stream, page.Substring(0, place));
        using (var json = new Utf8JsonWriter(stream, s_json)) GalleryJson.Write(json, cards);
        Write(stream, page.Substring(place + "{{data}}".Length));
    }

    private static void Write(Stream stream, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        stream.Write(bytes, 0, bytes.Length);
    }

    /// <summary>A part with the line ends that a browser makes of it before it checks the hash.</summary>
    private static string Read(string name)
    {
        using var stream = typeof(GalleryPage).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n").TrimEnd('\n');
    }

    private static string HashOf(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return "sha256-" + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
