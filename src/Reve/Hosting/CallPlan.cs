using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Divides the request for one prompt into the calls that generate its images.</summary>
internal static class CallPlan
{
    /// <summary>Returns the request of each call, with its number of images and its file format.</summary>
    /// <param name="request">The request for the prompt.</param>
    /// <param name="options">The options of the request.</param>
    /// <param name="nameTemplate">The template of file names; null for the default.</param>
    /// <param name="connections">The connections that may serve the calls.</param>
    /// <exception cref="ReveException">Options exclude each other.</exception>
    public static IEnumerable<ImageRequest> Of(
        ImageRequest request, ImageOptions options, string? nameTemplate, IReadOnlyList<ReveConnection> connections)
    {
        var count = options.Count ?? 1;
        if (count > 1 && options.OutFile is not null) throw OutputErrors.SeveralImages(options.OutFile, count);
        request = WithFormat(request, Path.GetExtension(options.OutFile ?? nameTemplate ?? ""), connections);
        var most = connections.Min(connection => MaximumCount(request, connection));
        for (var remaining = count; remaining > 0; remaining -= most)
        {
            yield return request with { Count = Math.Min(remaining, most) };
        }
    }

    private static int MaximumCount(ImageRequest request, ReveConnection connection) =>
        IsReveModel(request, connection) ? connection.Provider.Find(request.Operation)?.MaximumCount ?? 1 : 1;

    /// <summary>The extension of a file determines its format, unless the model has formats of its own.</summary>
    private static ImageRequest WithFormat(
        ImageRequest request, string extension, IReadOnlyList<ReveConnection> connections)
    {
        if (ImageFormat.FromExtension(extension) is not { } named) return request;
        if (request.Options.TryGetValue(ReveOption.Format, out var format))
        {
            return format.ToString() == named.Name ? request : throw OutputErrors.FormatDiffers(extension, $"{format}");
        }

        if (!connections.All(connection => IsReveModel(request, connection))) return request;
        var options = request.Options.ToDictionary(option => option.Key, option => option.Value);
        options[ReveOption.Format] = named.Name;
        return request with { Options = options };
    }

    private static bool IsReveModel(ImageRequest request, ReveConnection connection) =>
        connection.Provider.Find(request.Operation)?.IsReveModel(
            request.Model ?? connection.ModelFor(request.Operation)) == true;
}
