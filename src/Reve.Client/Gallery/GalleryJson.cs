using System.Collections.Generic;
using System.Text.Json;

namespace Reve.Gallery;

/// <summary>Writes the data of a page. Fields without a value are left out.</summary>
internal static class GalleryJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<GalleryCard> cards)
    {
        json.WriteStartObject();
        json.WriteStartArray("cards");
        foreach (var card in cards) Write(json, card);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GalleryCard card)
    {
        json.WriteStartObject();
        Text("outcome", card.Outcome.ToString());
        Text("billing", card.Billing?.ToString());
        Text("error", card.Error);
        Text("prompt", card.Prompt);
        Text("revised", card.Revised);
        Text("operation", card.Operation?.ToString());
        Text("provider", card.Provider);
        Text("model", card.Model);
        Text("ratio", card.Ratio);
        Text("options", card.Options);
        if (card.When is { } time) json.WriteString("when", time);
        Text("day", card.Day);
        Text("file", card.File);
        Text("name", card.Name);
        Number("width", card.Width);
        Number("height", card.Height);
        Number("bytes", card.Bytes);
        WriteSources(json, card.Sources);
        Number("charge", card.Charge);
        Text("unit", card.Unit);
        Number("usd", card.Usd);
        Flag("usdEstimate", card.UsdEstimate);
        Text("requestId", card.RequestId);
        Text("clientId", card.ClientId);
        Text("taskId", card.TaskId);
        Text("credentials", card.Credentials);
        Flag("isFlagged", card.IsFlagged);
        Text("command", card.Command);
        json.WriteEndObject();

        void Text(string name, string? value)
        {
            if (value is not null) json.WriteString(name, value);
        }

        void Number(string name, decimal? value)
        {
            if (value is { } number) json.WriteNumber(name, number);
        }

        void Flag(string name, bool? value)
        {
            if (value is { } flag) json.WriteBoolean(name, flag);
        }
    }

    private static void WriteSources(Utf8JsonWriter json, IReadOnlyList<GallerySource>? sources)
    {
        if (sources is null) return;
        json.WriteStartArray("sources");
        foreach (var source in sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            if (source.File is not null) json.WriteString("file", source.File);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
