using System;
using System.Globalization;
using System.Linq;
using System.Xml;
using Reve.Json;

namespace Reve.Output;

/// <summary>Writes the properties of an XMP packet.</summary>
/// <param name="xml">The writer.</param>
/// <param name="redact">Removes secrets from a text.</param>
internal sealed class XmpWriter(XmlWriter xml, Func<string?, string?> redact)
{
    public const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private const string Prefix = "reve";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string XmpBasic = "http://ns.adobe.com/xap/1.0/";
    private const string Iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private const string GeneratedByModel = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    private const string EditedByModel =
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

    public void Write(EmbeddedRecord record, string json)
    {
        xml.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
        xml.WriteStartElement("rdf", "RDF", Rdf);
        xml.WriteStartElement("rdf", "Description", Rdf);
        xml.WriteAttributeString("rdf", "about", Rdf, "");
        WriteDescription(record.Prompt);
        xml.WriteElementString("xmp", "CreatorTool", XmpBasic, "Reve");
        xml.WriteElementString("xmp", "CreateDate", XmpBasic, Time(record.CreatedAt));
        xml.WriteElementString("Iptc4xmpExt", "DigitalSourceType", Iptc,
            record.Operation == ReveOperation.Create ? GeneratedByModel : EditedByModel);
        WriteOwn("Operation", record.Operation.ToString());
        WriteOwn("Provider", record.Provider);
        WriteOwn("Model", record.Model);
        WriteOwn("AspectRatio", record.AspectRatio);
        WriteOwn("RequestId", record.RequestId);
        WriteOwn("RevisedPrompt", record.RevisedPrompt);
        WriteOwn("Charge", record.Charge is { } charge
            ? $"{charge.ToString(CultureInfo.InvariantCulture)} {record.ChargeUnit}".TrimEnd()
            : null);
        WriteSources(record);
        WriteOwn(XmpPacket.RecordName, json);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteDescription(string prompt)
    {
        xml.WriteStartElement("dc", "description", DublinCore);
        xml.WriteStartElement("rdf", "Alt", Rdf);
        xml.WriteStartElement("rdf", "li", Rdf);
        xml.WriteAttributeString("xml", "lang", null, "x-default");
        xml.WriteString(Clean(prompt));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteSources(EmbeddedRecord record)
    {
        if (record.Sources is null) return;
        xml.WriteStartElement(Prefix, "Sources", XmpPacket.Namespace);
        xml.WriteStartElement("rdf", "Seq", Rdf);
        foreach (var source in record.Sources) xml.WriteElementString("rdf", "li", Rdf, Clean(source));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void WriteOwn(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) xml.WriteElementString(Prefix, name, XmpPacket.Namespace, Clean(value!));
    }

    private string Clean(string text) => Printable(redact(text)!);

    private static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    /// <summary>The text with a replacement character for each character that XML cannot contain.</summary>
    private static string Printable(string text)
    {
        var repaired = WellFormedText.Repair(text);
        return repaired.All(IsXml)
            ? repaired
            : string.Concat(repaired.Select(letter => IsXml(letter) ? letter : '\uFFFD'));
    }

    private static bool IsXml(char letter) => letter is '\t' or '\n' or '\r' or (>= ' ' and < '\uFFFE');
}
