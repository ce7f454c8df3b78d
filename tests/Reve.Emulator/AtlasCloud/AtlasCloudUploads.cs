using System;
using System.IO;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Reve.Emulator;

/// <summary>The uploads of Atlas Cloud: one multipart form with one file.</summary>
internal sealed class AtlasCloudUploads(ReveEmulator emulator)
{
    public const string Folder = "/atlas-media/";

    public Reply Take(RecordedRequest request)
    {
        if (Read(request, out var image, out var name, out var type) is { } problem)
        {
            return AtlasCloudForm.Error(400, problem, emulator.AtlasCloud);
        }

        if (image.Length > AtlasCloudModels.LargestInput)
        {
            return AtlasCloudForm.Error(413, "The file is larger than 40 MB", emulator.AtlasCloud);
        }

        var address = new Uri(emulator.OtherHost, Folder + Guid.NewGuid().ToString("N") + Path.GetExtension(name));
        emulator.Images.Upload(address.AbsoluteUri, image);
        return Reply.Json(200, new JsonObject
        {
            ["code"] = 200,
            ["message"] = "success",
            ["data"] = new JsonObject
            {
                ["type"] = type,
                [emulator.AtlasCloud.UploadField] = address.AbsoluteUri,
                ["filename"] = name,
                ["size"] = image.Length,
            },
        });
    }

    /// <summary>Whether an address is that of an upload which does not exist.</summary>
    public bool IsUnknown(string address) =>
        address.Contains(Folder, StringComparison.Ordinal) && !emulator.Images.IsUploaded(address);

    private static string? Read(RecordedRequest request, out byte[] image, out string name, out string type)
    {
        (image, name, type) = ([], "", "");
        if (!MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var form)
            || form.MediaType != "multipart/form-data" || form.Boundary.Length == 0)
        {
            return "Content-Type must be multipart/form-data";
        }

        var boundary = HeaderUtilities.RemoveQuotes(form.Boundary).ToString();
        var reader = new MultipartReader(boundary, new MemoryStream(request.Body));
        if (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is not { } section) return "The form is empty";
        using var body = new MemoryStream();
        section.Body.CopyTo(body);
        (image, type) = (body.ToArray(), section.ContentType ?? "");
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || HeaderUtilities.RemoveQuotes(disposition.Name) != "file")
        {
            return "The form must have the field file";
        }

        name = HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        if (name.Length == 0) return "The file must have a name";
        if (!type.StartsWith("image/", StringComparison.Ordinal)) return "The file must be an image";
        if (!AtlasCloudModels.IsKnown(image)) return "The format of the image is not supported";
        return reader.ReadNextSectionAsync().GetAwaiter().GetResult() is null ? null : "The form must have one field";
    }
}
