using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Reve.Json;

namespace Reve.Output;

/// <summary>
/// The XMP packet that describes the origin of an image. Other programs show its readable properties. The complete
/// record is one property with JSON, because XML cannot contain every character of a prompt.
/// </summary>
internal static class XmpPacket
{
    public const string Namespace = "https://www.powershellgallery.com/packages/Reve/xmp/1.0/";

    private const string Prefix = "reve";
    private const string RecordName = "Record";
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string XmpBasic = "http://ns.adobe.com/xap/1.0/";
    private const string Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private const string GeneratedByModel = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    private const string EditedByModel =
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

    private const string Begin = "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n";
    private const string End = "\n<?xpacket end=\"r\"?>";

    private static readonly EmbeddedJsonContext s_json = new(new(EmbeddedJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes the packet in UTF-8.</summary>
    public static byte[] Write(ReveImage image)
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
        using (var xml = XmlWriter.Create(text, settings)) Write(xml, record);
        return Encoding.UTF8.GetBytes(text.Append(End).ToString());
    }

    /// <summary>The record of a packet that this module wrote, also after another program rewrote the packet.</summary>
    public static EmbeddedRecord? Read(byte[]? packet)
    {
        if (packet is null || FindRecord(packet) is not { } json) return null;
        var record = JsonReader.Read(Encoding.UTF8.GetBytes(json), s_json.EmbeddedRecord);
        return record is { Prompt: not null, Provider: not null, Model: not null } ? record : null;
    }

    private static void Write(XmlWriter xml, EmbeddedRecord record)
    {
        xml.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
        xml.WriteStartElement("rdf", "RDF", Rdf);
        xml.WriteStartElement("rdf", "Description", Rdf);
        xml.WriteAttributeString("rdf", "about", Rdf, "");
        WriteDescription(xml, record.Prompt);
        xml.WriteElementString("xmp", "CreatorTool", XmpBasic, "Reve");
        xml.WriteElementString("xmp", "CreateDate", XmpBasic, Time(record.CreatedAt));
        xml.WriteElementString("Iptc4xmpExt", "DigitalSourceType", Iptc,
            record.Operation == ReveOperation.Create ? GeneratedByModel : EditedByModel);
        WriteOwn(xml, "Operation", record.Operation.ToString());
        WriteOwn(xml, "Provider", record.Provider);
        WriteOwn(xml, "Model", record.Model);
        WriteOwn(xml, "AspectRatio", record.AspectRatio);
        WriteOwn(xml, "RequestId", record.RequestId);
        WriteOwn(xml, "RevisedPrompt", record.RevisedPrompt);
        WriteOwn(xml, "Charge", record.Charge is { } charge
            ? $"{charge.ToString(CultureInfo.InvariantCulture)} {record.ChargeUnit}".TrimEnd()
            : null);
        WriteSources(xml, record);
        WriteOwn(xml, RecordName, JsonSerializer.Serialize(record, s_json.EmbeddedRecord));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteDescription(XmlWriter xml, string prompt)
    {
        xml.WriteStartElement("dc", "description", DublinCore);
        xml.WriteStartElement("rdf", "Alt", Rdf);
        xml.WriteStartElement("rdf", "li", Rdf);
        xml.WriteAttributeString("xml", "lang", null, "x-default");
        xml.WriteString(Printable(prompt));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteSources(XmlWriter xml, EmbeddedRecord record)
    {
        if (record.Sources is null) return;
        xml.WriteStartElement(Prefix, "Sources", Namespace);
        xml.WriteStartElement("rdf", "Seq", Rdf);
        foreach (var source in record.Sources) xml.WriteElementString("rdf", "li", Rdf, Printable(source));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteOwn(XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) xml.WriteElementString(Prefix, name, Namespace, Printable(value!));
    }

    private static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>The text with a replacement character for each character that XML cannot contain.</summary>
    private static string Printable(string text)
    {
        var repaired = WellFormedText.Repair(text);
        return repaired.All(IsXml) ? repaired : string.Concat(repaired.Select(letter => IsXml(letter) ? letter : '\uFFFD'));
    }

    private static bool IsXml(char letter) => letter is '\t' or '\n' or '\r' or (>= ' ' and < '\uFFFE');

    /// <summary>A program that rewrites the packet can make an attribute of the property.</summary>
    private static string? FindRecord(byte[] packet)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(packet), settings);
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
