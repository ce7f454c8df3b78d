using System.Collections.Generic;
using System.Linq;
using System;

namespace Reve.Validation;

/// <summary>Everything that can be wrong with a request, found before a byte is sent.</summary>
internal static class RequestValidator
{
    public const int LongestSide = 8192;
    public const int MostPixels = 33_554_432;

    /// <summary>The request as it will be sent.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="provider">Who is asked.</param>
    /// <param name="warn">Told what is no error and still worth knowing.</param>
    public static ValidatedRequest Check(ImageRequest request, ProviderInfo provider, Action<string> warn)
    {
        var operation = provider.Require(request.Operation);
        var known = operation.IsReveModel(request.Model) ? operation : operation.ForOtherModels();
        CheckPrompt(request.Prompt, known, provider);
        CheckAspectRatio(request, known, provider);
        CheckOptions(request, operation, provider);
        CheckInputCount(request, known, provider);
        CheckTags(request, warn);
        var inputs = request.Inputs.Select(input => InputValidator.Check(input, known, provider)).ToList();
        return new ValidatedRequest(request, operation, request.Model ?? operation.Model, inputs);
    }

    private static void CheckPrompt(string prompt, OperationInfo operation, ProviderInfo provider)
    {
        if (string.IsNullOrWhiteSpace(prompt)) throw Faults.PromptEmpty(prompt);
        var length = CodePoints(prompt);
        if (length > operation.MaximumPromptLength)
        {
            throw Faults.PromptTooLong(prompt, length, operation.MaximumPromptLength, provider);
        }
    }

    private static int CodePoints(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i)) i++;
            count++;
        }

        return count;
    }

    private static void CheckAspectRatio(ImageRequest request, OperationInfo operation, ProviderInfo provider)
    {
        if (request.AspectRatio is not { } ratio || operation.TakesAnyRatio) return;
        if (operation.AspectRatios.Count == 0)
        {
            var able = ProviderRegistry.All.Where(other => other.Find(request.Operation)?.AspectRatios.Count > 0);
            throw Faults.OptionNotSupported("AspectRatio", ratio, request.Operation, provider, able);
        }

        if (!operation.AspectRatios.Contains(ratio)) throw Faults.AspectRatioUnknown(ratio, operation, provider);
    }

    private static void CheckOptions(ImageRequest request, OperationInfo operation, ProviderInfo provider)
    {
        foreach (var asked in request.Options)
        {
            if (operation.Find(asked.Key) is not { } option)
            {
                var able = ProviderRegistry.All
                    .Where(other => other.Find(request.Operation)?.Find(asked.Key) is not null);
                throw Faults.OptionNotSupported(asked.Key.ToString(), asked.Value, request.Operation, provider, able);
            }

            if (asked.Value is int number && (number < option.Minimum || number > option.Maximum))
            {
                throw Faults.OptionOutOfRange(option, number, provider);
            }
        }
    }

    private static void CheckInputCount(ImageRequest request, OperationInfo operation, ProviderInfo provider)
    {
        if (request.Inputs.Count < operation.MinimumInputs) throw Faults.InputMissing(request.Operation);
        if (request.Inputs.Count > operation.MaximumInputs)
        {
            throw Faults.TooManyInputs(request.Inputs.Count, operation.MaximumInputs, request.Operation, provider);
        }
    }

    private static void CheckTags(ImageRequest request, Action<string> warn)
    {
        var tags = PromptTags.Find(request.Prompt);
        if (tags.Count == 0) return;

        foreach (var (tag, number) in tags)
        {
            if (number >= request.Inputs.Count) throw Faults.TagOutOfRange(tag, request.Inputs.Count);
        }

        var mentioned = new HashSet<int>(tags.Select(tag => tag.Number));
        for (var i = 0; i < request.Inputs.Count; i++)
        {
            if (mentioned.Contains(i)) continue;
            warn($"The prompt never mentions <img>{i}</img>, which is '{request.Inputs[i].Name}'.");
        }
    }
}
