using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>inference.sh's uploads: files are announced first, then put to a signed address at another host.</summary>
internal sealed class InferenceFiles(ReveEmulator emulator)
{
    private const string Uploads = "/uploads/";

    private static readonly Schema s_file = new(
        new Field("uri", Field.AnyText),
        new Field("filename", Field.Text(), IsRequired: true),
        new Field("content_type", Field.Text(), IsRequired: true),
        new Field("size", Field.Whole(1, int.MaxValue), IsRequired: true),
        new Field("path", Field.AnyText),
        new Field("public", Field.Flag));

    private static readonly Schema s_files = new(
        new Field("files", Field.List(s_file.Problem, 1, 100), IsRequired: true),
        new Field("category", Field.AnyText));

    private readonly ConcurrentDictionary<string, Announced> _announced = new();

    public static bool AreMeant(RecordedRequest request) => request.Path.StartsWith(Uploads, StringComparison.Ordinal);

    public static string? Problem(JsonElement body) => s_files.Problem(body);

    public JsonArray Announce(JsonElement body) =>
        [.. body.GetProperty("files").EnumerateArray().Select(Promise)];

    public Reply Put(RecordedRequest request)
    {
        if (request.Method != "PUT" || request.Port != emulator.OtherHost.Port) return Refused(404, "NoSuchKey");
        if (!_announced.TryGetValue(request.Path, out var announced)) return Refused(403, "SignatureDoesNotMatch");
        if (request.Header("Authorization") is not null) return Refused(403, "OnlyOneAuthMechanismAllowed");
        if (request.Header("Content-Type") != announced.ContentType) return Refused(403, "SignatureDoesNotMatch");
        if (request.Body.Length != announced.Size) return Refused(400, "EntitySizeMismatch");
        emulator.Images.Upload(announced.Uri, request.Body);
        return new Reply(200, [], "application/xml");
    }

    private JsonObject Promise(JsonElement file)
    {
        var id = Guid.NewGuid().ToString("N");
        var path = $"{Uploads}{id}?signature={Guid.NewGuid():N}";
        var size = file.GetProperty("size").GetInt32();
        var announced = new Announced($"inf://files/{id}", file.TextOf("content_type"), size);
        _announced[path] = announced;
        return new JsonObject
        {
            ["id"] = id,
            ["uri"] = announced.Uri,
            ["upload_url"] = new Uri(emulator.OtherHost, path).AbsoluteUri,
            ["filename"] = file.TextOf("filename"),
            ["content_type"] = announced.ContentType,
            ["size"] = announced.Size,
        };
    }

    private static Reply Refused(int status, string code) =>
        new(status, Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code></Error>"), "application/xml");

    private sealed record Announced(string Uri, string ContentType, int Size);
}
