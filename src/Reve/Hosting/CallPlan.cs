using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Reve.Hosting;

/// <summary>Divides the request for one prompt into the calls that generate its images.</summary>
internal static class CallPlan
{
    /// <summary>Returns the request of each call, with its number of images and its file format.</summary>
    /// <param name="request">The request for the prompt.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="name">The file, or the template of file names; null when not specified.</param>
    /// <param name="connections">The connections that may serve the calls.</param>
    /// <exception cref="ReveException">The name and the format exclude each other.</exception>
    public static IEnumerable<ImageRequest> Of(
        ImageRequest request, int count, string? name, IReadOnlyList<ReveConnection> connections)
    {
        request = WithFormat(request, Path.GetExtension(name ?? ""), connections);
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
