using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Reve.Http;

/// <summary>
/// Removes the key from what comes from a host. Providers repeat the key in error messages, and a hostile host can
/// repeat it in any field and in other forms.
/// </summary>
internal static class SecretRedactor
{
    private static readonly ConditionalWeakTable<ApiKey, SecretForms> s_forms = new();

    /// <summary>The credentials of an Authorization header. Words without a digit are ordinary text.</summary>
    private static readonly Regex s_authorization = new(
        @"\b(Bearer|Basic)(\s+|%20|\+)(?=[^\s""']{0,1000}[0-9])[A-Za-z0-9+/=_.~%-]{8,}",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Replaces the key, and parts of it, in plain, escaped and encoded form.</summary>
    public static string? Redact(string? text, ApiKey? key)
    {
        if (text is null || key is null or { IsEmpty: true }) return text;
        var mask = key.ToString();
        var redacted = text;
        var found = FormsOf(key).FindIn(text.AsSpan());
        if (found.Count > 0)
        {
            var parts = new StringBuilder();
            var copied = 0;
            foreach (var (start, end) in found)
            {
                parts.Append(text, copied, start - copied).Append(mask);
                copied = end;
            }

            redacted = parts.Append(text, copied, text.Length - copied).ToString();
        }

        return redacted.IndexOf("bearer", StringComparison.OrdinalIgnoreCase) < 0
            && redacted.IndexOf("basic", StringComparison.OrdinalIgnoreCase) < 0
            ? redacted
            : s_authorization.Replace(redacted, "$1$2" + mask);
    }

    /// <summary>Replaces the key with asterisks and keeps all other bytes.</summary>
    public static ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> bytes, ApiKey? key)
    {
        if (key is null or { IsEmpty: true }) return bytes;
        var found = FormsOf(key).FindIn(bytes.Span);
        if (found.Count == 0) return bytes;
        var redacted = bytes.ToArray();
        foreach (var (start, end) in found) redacted.AsSpan(start, end - start).Fill((byte)'*');
        return redacted;
    }

    /// <summary>
    /// Replaces the key in all text of plain values, which are lists, dictionaries and single values.
    /// </summary>
    public static object? RedactValue(object? value, ApiKey? key) => value switch
    {
        string text => Redact(text, key),
        IReadOnlyDictionary<string, object?> fields => RedactFields(fields, key),
        object?[] items => Array.ConvertAll(items, item => RedactValue(item, key)),
        _ => value,
    };

    public static Dictionary<string, object?> RedactFields(
        IReadOnlyDictionary<string, object?> fields, ApiKey? key) =>
        fields.GroupBy(field => Redact(field.Key, key)!)
            .ToDictionary(group => group.Key, group => RedactValue(group.Last().Value, key));

    /// <summary>Returns a task that does not repeat the key, except in the addresses of its images.</summary>
    public static ReveTask Redact(ReveTask task, ApiKey? key) => task with
    {
        Id = Redact(task.Id, key)!,
        Links = Redact(task.Links, key),
        Error = Redact(task.Error, key),
        Output = task.Output is { } output ? RedactFields(output, key) : null,
    };

    /// <summary>Returns the addresses of a task, or null when they repeat the key: its id is enough.</summary>
    public static ReveTaskLinks? Redact(ReveTaskLinks? links, ApiKey? key) =>
        links is not null && new[] { links.Status, links.Response, links.Cancel }
            .Any(link => link is not null && Redact(link.OriginalString, key) != link.OriginalString)
            ? null
            : links;

    /// <summary>Returns a response that does not repeat the key, except in the addresses of its images.</summary>
    public static ProviderResponse Redact(ProviderResponse response, ApiKey? key)
    {
        var images = new List<GeneratedImage>(response.Images.Count);
        foreach (var image in response.Images) images.Add(Redact(image, key));
        return response with
        {
            Images = images,
            RequestId = Redact(response.RequestId, key),
            Usage = Redact(response.Usage, key),
        };
    }

    private static GeneratedImage Redact(GeneratedImage image, ApiKey? key)
    {
        var (id, prompt) = (Redact(image.RequestId, key), Redact(image.RevisedPrompt, key));
        return id == image.RequestId && prompt == image.RevisedPrompt
            ? image
            : image with { RequestId = id, RevisedPrompt = prompt };
    }

    public static ReveUsage? Redact(ReveUsage? usage, ApiKey? key)
    {
        if (usage is null) return null;
        var (unit, details) = (Redact(usage.Unit, key), RedactDetails(usage.Details, key));
        return unit == usage.Unit && ReferenceEquals(details, usage.Details)
            ? usage
            : usage with { Unit = unit, Details = details };
    }

    public static ReveBalance Redact(ReveBalance balance, ApiKey? key) => balance with
    {
        Unit = Redact(balance.Unit, key)!,
        Details = RedactDetails(balance.Details, key),
    };

    /// <summary>Returns the exception, or one without the messages that repeat the key.</summary>
    public static Exception Redact(Exception failure, ApiKey? key)
    {
        for (var part = failure; part is not null; part = part.InnerException)
        {
            if (Redact(part.Message, key) == part.Message) continue;
            return new HttpRequestException(Redact(failure.GetBaseException().Message, key));
        }

        return failure;
    }

    /// <summary>The details without the key; the details themselves when it is not in them.</summary>
    private static IReadOnlyDictionary<string, object> RedactDetails(
        IReadOnlyDictionary<string, object> details, ApiKey? key)
    {
        foreach (var detail in details)
        {
            if (Redact(detail.Key, key) == detail.Key && ReferenceEquals(RedactValue(detail.Value, key), detail.Value))
            {
                continue;
            }

            return details.GroupBy(field => Redact(field.Key, key)!)
                .ToDictionary(group => group.Key, group => RedactValue(group.Last().Value, key)!);
        }

        return details;
    }

    private static SecretForms FormsOf(ApiKey key) =>
        s_forms.GetValue(key, static created => new SecretForms(created.Reveal()));
}
