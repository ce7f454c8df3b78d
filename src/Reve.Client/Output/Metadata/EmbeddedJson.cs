using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reve.Json;

namespace Reve.Output;

/// <summary>The form of an embedded record as JSON. Fields without a value are left out.</summary>
internal static class EmbeddedJson
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(EmbeddedRecord record)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, s_options)) Write(json, record);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>The record; null when the text is not one.</summary>
    public static EmbeddedRecord? Read(string text)
    {
        if (!JsonReader.TryParse(text, out var document)) return null;
        using (document)
        {
            var root = document.RootElement;
            if (root.Text("prompt") is not { } prompt || root.Text("provider") is not { } provider) return null;
            return new EmbeddedRecord
            {
                Prompt = prompt,
                Operation = Enum.TryParse<ReveOperation>(root.Text("operation"), out var operation) ? operation : default,
                Provider = provider,
                Model = root.Text("model") ?? "",
                AspectRatio = root.Text("aspectRatio"),
                Options = root.Get("options")?.PlainFields().Where(option => option.Value is not null)
                    .ToDictionary(option => option.Key, option => option.Value!),
                AdditionalBody = root.Get("additionalBody")?.PlainFields(),
                Sources = [.. root.Items("sources").Select(source => source.StringValue()).OfType<string>()],
                RequestId = root.Text("requestId"),
                RevisedPrompt = root.Text("revisedPrompt"),
                ContentViolation = root.Flag("contentViolation"),
                Charge = root.Charge("charge"),
                ChargeUnit = root.Text("chargeUnit"),
                UsdCharge = root.Charge("usdCharge"),
                IsUsdEstimate = root.Flag("isUsdEstimate"),
                CreatedAt = root.Time("createdAt") ?? default,
            };
        }
    }

    private static void Write(Utf8JsonWriter json, EmbeddedRecord record)
    {
        json.WriteStartObject();
        Field("prompt", record.Prompt);
        Field("operation", record.Operation);
        Field("provider", record.Provider);
        Field("model", record.Model);
        Field("aspectRatio", record.AspectRatio);
        Field("options", record.Options);
        Field("additionalBody", record.AdditionalBody);
        Field("sources", record.Sources);
        Field("requestId", record.RequestId);
        Field("revisedPrompt", record.RevisedPrompt);
        Field("contentViolation", record.ContentViolation);
        Field("charge", record.Charge);
        Field("chargeUnit", record.ChargeUnit);
        Field("usdCharge", record.UsdCharge);
        Field("isUsdEstimate", record.IsUsdEstimate);
        Field("createdAt", record.CreatedAt);
        json.WriteEndObject();

        void Field(string name, object? value)
        {
            if (value is null) return;
            json.WritePropertyName(name);
            JsonValueWriter.Write(json, value, name);
        }
    }
}
