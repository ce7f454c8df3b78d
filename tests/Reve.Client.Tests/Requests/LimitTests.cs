using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Imaging;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Requests;

/// <summary>
/// Every operation of every provider, with each option, ratio, format and count at its limits. The emulator refuses a
/// field or a value that the schema of a host does not have, so a request that it accepts is a valid one.
/// </summary>
public sealed class LimitTests : OutcomeTestBase
{
    // What is sent where the formats are not documented.
    private static readonly ImageFormat[] s_usualFormats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP];

    // The longest prompt where no limit is known.
    private const int LongPrompt = 20_000;

    [Theory]
    [MemberData(nameof(Every))]
    public async Task No_request_at_the_limits_of_the_data_is_refused(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        var requests = RequestsOf(call.OperationInfo).ToList();
        var client = Client(provider: call.Provider);

        foreach (var request in requests)
        {
            var job = client.CreateJob(request) with { SkipDownload = true };
            if (request.Options.ContainsKey(ReveOption.NoWait)) await client.SubmitAsync(job, null, Cancellation);
            else Assert.NotEmpty(await client.GenerateAsync(job, null, Cancellation));
        }

        Assert.All(Emulator.Requests, request => Assert.InRange(request.Status, 200, 299));
        Assert.Equal(requests.Count, Sent(call).Count);
        Assert.Equal(requests.Count, Bill.Count);
    }

    /// <summary>So many requests that each value of each part of the data is in one.</summary>
    private static IEnumerable<ImageRequest> RequestsOf(OperationInfo operation)
    {
        var options = operation.Options.ToDictionary(option => option.Option, ValuesOf);
        var formats = operation.InputFormats.Count > 0 ? operation.InputFormats : s_usualFormats;
        var images = formats.Where(format => format != ImageFormat.Heif)
            .Select(format => CompleteImages.All.Values.First(image => image.Format == format))
            .Select(image => ImageInput.FromBytes(image.Bytes))
            .Append(ImageInput.FromUrl("https://example.com/fox.png")).ToList();
        int[] lengths =
        [
            operation.AspectRatios.Count, operation.MaximumInputs == 0 ? 0 : images.Count, operation.MaximumCount, 2,
            .. options.Values.Select(values => values.Count),
        ];
        for (var number = 0; number < lengths.Max(); number++)
        {
            var values = options.ToDictionary(option => option.Key, option => At(option.Value, number));
            // JPEG has no transparency.
            if (values.ContainsValue("jpeg")) values.Remove(ReveOption.RemoveBackground);
            foreach (var option in values.Where(option => option.Value is false).ToList()) values.Remove(option.Key);
            var inputs = number % 2 == 0 ? operation.MaximumInputs : operation.MinimumInputs;
            yield return new ImageRequest
            {
                Operation = operation.Operation,
                Prompt = Prompt(number % 2 == 0 ? operation.MaximumPromptLength : 1, inputs),
                AspectRatio = operation.AspectRatios.Count == 0 ? null : At(operation.AspectRatios, number),
                Inputs = [.. Enumerable.Range(number, inputs).Select(place => At(images, place))],
                Options = values,
                Count = values.ContainsKey(ReveOption.NoWait) ? 1 : 1 + (number % operation.MaximumCount),
            };
        }
    }

    private static IReadOnlyList<object> ValuesOf(OptionInfo option) => option switch
    {
        { Option: ReveOption.WebhookUri } => [Address(option.MaximumLength ?? 2000), Address(30)],
        { Option: ReveOption.Version } => ["latest"],
        { Minimum: { } least, Maximum: { } most } => [most, least],
        { Values: { Count: > 0 } values } => values,
        _ => [true, false, false],
    };

    /// <summary>An address that nothing listens at.</summary>
    private static string Address(int length) => "https://127.0.0.1:9/".PadRight(length, 'x');

    private static string Prompt(int length, int inputs)
    {
        const string Fox = "\U0001F98A";
        var longest = Math.Min(length, LongPrompt);
        var references = string.Concat(Enumerable.Range(0, inputs).Select(number => $"<img>{number}</img>"));
        // A translated tag is longer, so a prompt with references stays below the limit.
        return longest < 1000
            ? "a"
            : references + string.Concat(Enumerable.Repeat(Fox, longest - (inputs * 20)));
    }

    private static T At<T>(IReadOnlyList<T> items, int place) => items[place % items.Count];
}
