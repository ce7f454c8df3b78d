using System;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>fal's storage: an upload is initiated first, then put to a signed address at another host.</summary>
internal sealed class FalFiles(ReveEmulator emulator)
{
    public const string Initiate = "/storage/upload/initiate";

    private const string Uploads = "/fal-uploads/";
    private const string Hosted = "/fal-files/";

    private static readonly Schema s_file = new(
        new Field("content_type", Field.OneOf("image/png", "image/jpeg", "image/webp", "image/avif", "image/heif"),
            IsRequired: true),
        new Field("file_name", Field.Text(), IsRequired: true));

    private readonly ConcurrentDictionary<string, (string Url, string ContentType)> _announced = new();

    public static bool AreMeant(RecordedRequest request) => request.Path.StartsWith(Uploads, StringComparison.Ordinal);

    /// <summary>Whether an address is one that this storage has announced and never received.</summary>
    public bool IsMissing(string address) =>
        address.StartsWith(new Uri(emulator.OtherHost, Hosted).AbsoluteUri, StringComparison.Ordinal)
        && !emulator.Images.IsUploaded(address);

    public Reply Announce(RecordedRequest request)
    {
        if (!request.Path.EndsWith("?storage_type=fal-cdn-v3", StringComparison.Ordinal))
        {
            return FalForm.Invalid("query", "storage_type", "Input should be 'fal-cdn-v3'", "enum");
        }

        if ((JsonBody.Read(request, out var body) ?? s_file.Problem(body)) is { } problem)
        {
            return FalForm.Invalid("body", problem.Split(':')[0], problem, "value_error");
        }

        var id = Guid.NewGuid().ToString("N");
        var url = new Uri(emulator.OtherHost, $"{Hosted}{id}/{body.TextOf("file_name")}").AbsoluteUri;
        var path = $"{Uploads}{id}?signature={Guid.NewGuid():N}";
        _announced[path] = (url, body.TextOf("content_type"));
        return Reply.Json(200, new JsonObject
        {
            ["file_url"] = url,
            ["upload_url"] = new Uri(emulator.OtherHost, path).AbsoluteUri,
        });
    }

    public Reply Put(RecordedRequest request)
    {
        if (request.Method != "PUT" || request.Port != emulator.OtherHost.Port) return Refused(404, "NoSuchKey");
        if (!_announced.TryGetValue(request.Path, out var file)) return Refused(403, "SignatureDoesNotMatch");
        if (request.Header("Authorization") is not null) return Refused(403, "OnlyOneAuthMechanismAllowed");
        if (request.Header("Content-Type") != file.ContentType) return Refused(403, "SignatureDoesNotMatch");
        emulator.Images.Upload(file.Url, request.Body);
        return new Reply(200, [], "application/xml");
    }

    private static Reply Refused(int status, string code) =>
        new(status, Encoding.UTF8.GetBytes($"<Error><Code>{code}</Code></Error>"), "application/xml");
}
