using System.Collections.Generic;
using System.Linq;
using Reve.Providers;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Requests;

public sealed class RequestValidatorTests
{
    private static readonly ProviderInfo s_aiml = ProviderRegistry.Get("aimlapi");

    [Theory]
    [InlineData("", ReveErrorKind.PromptEmpty)]
    [InlineData(" \t\n", ReveErrorKind.PromptEmpty)]
    public void An_empty_prompt_is_rejected(string prompt, ReveErrorKind kind) =>
        Assert.Equal(kind, Reject(new ImageRequest { Prompt = prompt }).Kind);

    [Fact]
    public void A_prompt_is_measured_in_code_points()
    {
        Check(new ImageRequest { Prompt = string.Concat(Enumerable.Repeat("🦊", 2560)) });
        Check(new ImageRequest { Prompt = new string('é', 1300) });

        var error = Reject(new ImageRequest { Prompt = string.Concat(Enumerable.Repeat("🦊", 2561)) });

        Assert.Equal(ReveErrorKind.PromptTooLong, error.Kind);
        Assert.Contains("2561", error.Message);
        Assert.Contains("2560", error.Message);
    }

    [Fact]
    public void An_unknown_ratio_is_rejected_with_the_known_ratios()
    {
        var error = Reject(new ImageRequest { Prompt = "a fox", AspectRatio = "5:4" });

        Assert.Equal(ReveErrorKind.AspectRatioUnknown, error.Kind);
        Assert.Equal("5:4", error.Target);
        Assert.Contains("16:9, 9:16, 3:2, 2:3, 4:3, 3:4, 1:1", error.Advice);
    }

    [Fact]
    public void An_unsupported_option_is_rejected_with_the_providers_that_support_it()
    {
        var error = Reject(new ImageRequest
        {
            Operation = ReveOperation.Edit, Prompt = "a fox", AspectRatio = "1:1", Inputs = [Url(0)],
        });

        Assert.Equal(ReveErrorKind.OptionNotSupported, error.Kind);
        Assert.Contains("Sandbox", error.Advice);
    }

    public static TheoryData<string> Remote => [.. TestProviders.Remote.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Remote))]
    public void An_additional_field_that_the_request_contains_is_rejected_before_uploads(string provider)
    {
        var connection = new ReveConnection { Provider = ProviderRegistry.Get(provider) };
        // The names that providers have for the prompt of an edit.
        string[] names = ["prompt", "edit_instruction", "positivePrompt"];

        var errors = names.Select(name => (name, Error: Record.Exception(() => ImageJob.Create(
            new ImageRequest
            {
                Operation = ReveOperation.Edit, Prompt = "at night", Inputs = [Url(0)],
                AdditionalBody = new Dictionary<string, object?> { [name] = "another" },
            },
            connection))));

        var (field, error) = Assert.Single(errors, item => item.Error is not null);
        var rejected = Assert.IsType<ReveException>(error);
        Assert.Equal((ReveErrorKind.AdditionalBodyInvalid, field), (rejected.Kind, rejected.Target));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void An_additional_field_without_a_form_in_JSON_is_rejected(double value)
    {
        var request = new ImageRequest
        {
            Prompt = "a fox", AdditionalBody = new Dictionary<string, object?> { ["seed"] = value },
        };

        var error = Assert.Throws<ReveException>(
            () => ImageJob.Create(request, new ReveConnection { Provider = ProviderRegistry.Get("Sandbox") }));

        Assert.Equal(ReveErrorKind.AdditionalBodyInvalid, error.Kind);
    }

    [Fact]
    public void A_tag_without_an_image_is_rejected_with_the_valid_tags()
    {
        var error = Reject(Remix("<img>0</img> and <img>3</img>", 3));

        Assert.Equal(ReveErrorKind.TagOutOfRange, error.Kind);
        Assert.Equal("<img>3</img>", error.Target);
        Assert.Contains("<img>2</img>", error.Message);
    }

    [Fact]
    public void An_image_without_a_tag_is_a_warning_when_the_prompt_has_tags()
    {
        var warnings = new List<string>();

        new RequestValidator(s_aiml, ProviderRegistry.All, warnings.Add).Validate(Remix("no tags at all", 3));
        Assert.Empty(warnings);

        new RequestValidator(s_aiml, ProviderRegistry.All, warnings.Add).Validate(Remix("<img>0</img> by <IMG> 2 </IMG>", 3));
        Assert.Contains("<img>1</img>", Assert.Single(warnings));
    }

    [Fact]
    public void Too_many_images_are_rejected_with_the_count_and_the_limit()
    {
        var error = Reject(Remix("all", 5));

        Assert.Equal(ReveErrorKind.TooManyInputs, error.Kind);
        Assert.Contains("5 images", error.Message);
        Assert.Contains("accepts 4", error.Message);
        Assert.Contains("-GroupSize 4", error.Advice);
        var able = ProviderRegistry.All.Where(other => other.Find(ReveOperation.Remix)?.MaximumInputs >= 5);
        Assert.EndsWith($"or use -Provider {ProviderErrors.NamesOf(able)}.", error.Advice);
    }

    [Fact]
    public void Too_many_images_for_every_provider_are_rejected_without_an_alternative()
    {
        var error = Reject(Remix("all", 20));

        Assert.Equal(ReveErrorKind.TooManyInputs, error.Kind);
        Assert.Equal("Use fewer, or make one image of every 4 with -GroupSize 4.", error.Advice);
    }

    private static ImageInput Url(int number) => ImageInput.FromUrl($"https://example.com/{number}.png");

    private static ImageRequest Remix(string prompt, int inputs) => new()
    {
        Operation = ReveOperation.Remix, Prompt = prompt, Inputs = [.. Enumerable.Range(0, inputs).Select(Url)],
    };

    private static void Check(ImageRequest request) => new RequestValidator(s_aiml, ProviderRegistry.All, _ => { }).Validate(request);

    private static ReveException Reject(ImageRequest request) => Assert.Throws<ReveException>(() => Check(request));
}
