using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Reve.Output;

/// <summary>
/// The XMP packet that describes the origin of an image. Other programs show its readable properties. The complete
/// record is one property with JSON, because XML cannot contain every character of a prompt.
/// </summary>
internal static class XmpPacket
{
    public const string Namespace = "https://www.powershellgallery.com/packages/Reve/xmp/1.0/";

    /// <summary>The name of the property with the complete record.</summary>
    public const string RecordName = "Record";

    private static readonly XNamespace s_rdf = XmpWriter.Rdf;

    private const string Begin = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
    private const string End = "\n<?xpacket end=\"r\"?>";

    /// <summary>Writes the packet in UTF-8.</summary>
    /// <param name="image">The image that the packet describes.</param>
    /// <param name="redact">Removes secrets from a text.</param>
    public static byte[] Write(ReveImage image, Func<string?, string?> redact)
    {
        var record = EmbeddedRecord.Of(image);
        var text = new StringBuilder(Begin);
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var xml = XmlWriter.Create(text, settings)) new XmpWriter(xml, redact).Write(record, EmbeddedJson.Write(record));
        return Encoding.UTF8.GetBytes(text.Append(End).ToString());
    }

    /// <summary>The record of a packet that this module wrote, also after another program rewrote the packet.</summary>
    public static EmbeddedRecord? Read(byte[]? packet) =>
        packet is not null && FindRecord(packet) is { } json ? EmbeddedJson.Read(json) : null;

    /// <summary>
    /// Adds the properties of a packet to an existing one. Properties of other programs stay as they are; those of an
    /// earlier packet of this module are replaced.
    /// </summary>
    /// <returns>The packet; null when the existing one cannot be read.</returns>
    public static byte[]? Merge(byte[] existing, byte[] packet)
    {
        var target = Load(existing);
        if (target?.Descendants(s_rdf + "RDF").FirstOrDefault() is not { } rdf) return null;
        target.Descendants().Where(element => element.Name.Namespace == Namespace).ToList()
            .ForEach(element => element.Remove());
        target.Descendants().Attributes().Where(attribute => attribute.Name.Namespace == Namespace).ToList()
            .ForEach(attribute => attribute.Remove());
        var present = new HashSet<XName>(rdf.Elements().Elements().Select(element => element.Name)
            .Concat(rdf.Elements().Attributes().Select(attribute => attribute.Name)));
        var added = Load(packet)!.Descendants(s_rdf + "Description").First();
        added.Elements().Where(element => present.Contains(element.Name)).ToList().ForEach(element => element.Remove());
        rdf.Add(added);
        return Encoding.UTF8.GetBytes(Begin + target.Root!.ToString(SaveOptions.DisableFormatting) + End);
    }

    private static XDocument? Load(byte[] packet)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(packet), Settings());
            return XDocument.Load(xml, LoadOptions.PreserveWhitespace);
        }
        catch (Exception exception) when (exception is XmlException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static XmlReaderSettings Settings() => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>A program that rewrites the packet can make an attribute of the property.</summary>
    private static string? FindRecord(byte[] packet)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(packet), Settings());
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == RecordName && xml.NamespaceURI == Namespace)
                {
                    return xml.ReadElementContentAsString();
                }

                if (xml.GetAttribute(RecordName, Namespace) is { } attribute) return attribute;
            }
        }
        catch (Exception exception) when (exception is XmlException or InvalidOperationException or ArgumentException)
        {
            // Another program wrote it, or it is damaged.
        }

        return null;
    }
}
