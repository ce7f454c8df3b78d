using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Validation;

/// <summary>Validates a request before anything is sent.</summary>
/// <param name="provider">The provider that receives the request.</param>
/// <param name="providers">All providers, for errors that name alternatives.</param>
/// <param name="warn">Receives warnings.</param>
/// <param name="known">The input images that were validated before; null for none.</param>
internal sealed class RequestValidator(
    ProviderInfo provider, IReadOnlyList<ProviderInfo> providers, Action<string> warn, InputCache? known = null)
{
    /// <exception cref="ReveException">The request is not valid.</exception>
    public ValidatedRequest Validate(ImageRequest request)
    {
        var operation = provider.Find(request.Operation)
            ?? throw ProviderErrors.OperationNotSupported(request.Operation, provider, providers);
        var limits = operation.IsReveModel(request.Model) ? operation : operation.ForOtherModels();
        ValidatePrompt(request.Prompt, limits);
        ValidateAspectRatio(request, limits);
        request = WithoutNeedlessFormat(request, operation);
        ValidateOptions(request, operation);
        ValidateTransparency(request);
        ValidateCount(request, limits);
        ValidateInputCount(request, limits);
        ValidateTags(request);
        var inputs = Validate(request.Inputs, limits);
        var prompt = PromptTags.Translate(request.Prompt, provider.ReferenceTag);
        return new ValidatedRequest(request, operation, request.Model ?? operation.Model, prompt, inputs);
    }

    private void ValidatePrompt(string prompt, OperationInfo limits)
    {
        if (string.IsNullOrWhiteSpace(prompt)) throw RequestErrors.PromptEmpty(prompt);
        var length = CountCodePoints(prompt);
        if (length > limits.MaximumPromptLength)
        {
            throw RequestErrors.PromptTooLong(prompt, length, limits.MaximumPromptLength, provider);
        }
    }

    private static int CountCodePoints(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            count++;
        }

        return count;
    }

    private void ValidateAspectRatio(ImageRequest request, OperationInfo limits)
    {
        if (request.AspectRatio is not { } ratio || limits.TakesAnyRatio) return;
        if (limits.AspectRatios.Count == 0)
        {
            var able = providers.Where(other => other.Find(request.Operation)?.AspectRatios.Count > 0);
            throw RequestErrors.OptionNotSupported("AspectRatio", ratio, request.Operation, provider, able);
        }

        if (!limits.AspectRatios.Contains(ratio)) throw RequestErrors.AspectRatioUnknown(ratio, limits, provider);
    }

    private void ValidateOptions(ImageRequest request, OperationInfo operation)
    {
        foreach (var specified in request.Options)
        {
            if (operation.Find(specified.Key) is not { } option)
            {
                throw RequestErrors.OptionNotSupported(
                    specified.Key.ToString(), specified.Value, request.Operation, provider, Able(request, specified));
            }

            if (option.Values.Count > 0 && !option.Values.Contains(specified.Value.ToString()!))
            {
                throw RequestErrors.OptionValueUnknown(option, specified.Value, provider, Able(request, specified));
            }

            if (specified.Value is int number && (number < option.Minimum || number > option.Maximum))
            {
                throw RequestErrors.OptionOutOfRange(option, number, provider);
            }

            if (option.Option == ReveOption.WebhookUri) ValidateAddress(option, specified.Value.ToString()!);
        }
    }

    private void ValidateAddress(OptionInfo option, string address)
    {
        if (option.IsHttpsOnly && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw RequestErrors.AddressNotHttps(option, address, provider);
        }

        if (address.Length > option.MaximumLength) throw RequestErrors.AddressTooLong(option, address, provider);
    }

    /// <summary>The providers that support an option with its value.</summary>
    private IEnumerable<ProviderInfo> Able(ImageRequest request, KeyValuePair<ReveOption, object> specified) =>
        providers.Where(other => other.Find(request.Operation)?.Find(specified.Key) is { } option
            && (option.Values.Count == 0 || option.Values.Contains(specified.Value.ToString()!)));

    /// <summary>A provider with one file format need not support the option for it.</summary>
    private static ImageRequest WithoutNeedlessFormat(ImageRequest request, OperationInfo operation)
    {
        if (operation.Find(ReveOption.Format) is not null || operation.OutputFormats is not [var only]
            || !request.Options.TryGetValue(ReveOption.Format, out var format)
            || ImageFormat.FromExtension(format.ToString()) != only)
        {
            return request;
        }

        return request with
        {
            Options = request.Options.Where(option => option.Key != ReveOption.Format)
                .ToDictionary(option => option.Key, option => option.Value),
        };
    }

    /// <summary>JPEG has no transparency.</summary>
    private static void ValidateTransparency(ImageRequest request)
    {
        if (request.Options.ContainsKey(ReveOption.RemoveBackground)
            && request.Options.TryGetValue(ReveOption.Format, out var format)
            && ImageFormat.FromExtension(format.ToString()) == ImageFormat.Jpeg)
        {
            throw RequestErrors.FormatWithoutTransparency();
        }
    }

    private void ValidateCount(ImageRequest request, OperationInfo limits)
    {
        if (request.Count < 1 || request.Count > limits.MaximumCount)
        {
            throw RequestErrors.CountOutOfRange(request.Count, limits.MaximumCount, provider);
        }
    }

    private void ValidateInputCount(ImageRequest request, OperationInfo limits)
    {
        var count = request.Inputs.Count;
        if (count < limits.MinimumInputs) throw RequestErrors.InputMissing(request.Operation);
        if (count > limits.MaximumInputs)
        {
            var able = providers.Where(other => other.Find(request.Operation)?.MaximumInputs >= count);
            throw RequestErrors.TooManyInputs(count, limits.MaximumInputs, request.Operation, provider, able);
        }
    }

    private void ValidateTags(ImageRequest request)
    {
        var tags = PromptTags.Find(request.Prompt);
        if (tags.Count == 0) return;

        foreach (var (tag, number) in tags)
        {
            if (number >= request.Inputs.Count) throw RequestErrors.TagOutOfRange(tag, request.Inputs.Count);
        }

        var mentioned = new HashSet<int>(tags.Select(tag => tag.Number));
        for (var i = 0; i < request.Inputs.Count; i++)
        {
            if (mentioned.Contains(i)) continue;
            warn($"The prompt never mentions <img>{i}</img>, which is '{request.Inputs[i].Name}'.");
        }
    }

    private List<ValidatedInput> Validate(IReadOnlyList<ImageInput> inputs, OperationInfo operation)
    {
        var validated = new List<ValidatedInput>(inputs.Count);
        for (var index = 0; index < inputs.Count; index++)
        {
            validated.Add(InputValidator.Validate(inputs[index], operation, provider, known));
        }

        return validated;
    }
}
