using System.Collections.Generic;
using System.Linq;
using Reve.Providers;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Requests;

public sealed class RequestCheckTests
{
    private static readonly ProviderInfo s_aiml = ProviderRegistry.Get("aimlapi");

    [Theory]
    [InlineData("", ReveErrorKind.PromptEmpty)]
    [InlineData(" \t\n", ReveErrorKind.PromptEmpty)]
    public void A_prompt_without_words_is_refused(string prompt, ReveErrorKind kind) =>
        Assert.Equal(kind, Refuse(new ImageRequest { Prompt = prompt }).Kind);

    [Fact]
    public void A_prompt_is_measured_in_code_points()
    {
        Check(new ImageRequest { Prompt = string.Concat(Enumerable.Repeat("🦊", 2560)) });
        Check(new ImageRequest { Prompt = new string('é', 1300) });

        var fault = Refuse(new ImageRequest { Prompt = string.Concat(Enumerable.Repeat("🦊", 2561)) });

        Assert.Equal(ReveErrorKind.PromptTooLong, fault.Kind);
        Assert.Contains("2561", fault.Message);
        Assert.Contains("2560", fault.Message);
    }

    [Fact]
    public void A_ratio_that_nobody_draws_is_refused_with_those_that_are_drawn()
    {
        var fault = Refuse(new ImageRequest { Prompt = "a fox", AspectRatio = "5:4" });

        Assert.Equal(ReveErrorKind.AspectRatioUnknown, fault.Kind);
        Assert.Equal("5:4", fault.Target);
        Assert.Contains("16:9, 9:16, 3:2, 2:3, 4:3, 3:4, 1:1", fault.Advice);
    }

    [Fact]
    public void An_option_that_the_provider_lacks_is_refused_with_who_has_it()
    {
        var fault = Refuse(new ImageRequest
        {
            Operation = ReveOperation.Edit, Prompt = "a fox", AspectRatio = "1:1", Inputs = [Url(0)],
        });

        Assert.Equal(ReveErrorKind.OptionNotSupported, fault.Kind);
        Assert.Contains("Sandbox", fault.Advice);
    }

    [Fact]
    public void A_tag_without_its_image_is_refused_and_says_how_images_are_counted()
    {
        var fault = Refuse(Remix("<img>0</img> and <img>3</img>", 3));

        Assert.Equal(ReveErrorKind.TagOutOfRange, fault.Kind);
        Assert.Equal("<img>3</img>", fault.Target);
        Assert.Contains("<img>2</img>", fault.Message);
    }

    [Fact]
    public void An_image_that_no_tag_mentions_is_worth_a_warning_once_tags_are_used()
    {
        var warnings = new List<string>();

        new RequestValidator(s_aiml, ProviderRegistry.All, warnings.Add).Validate(Remix("no tags at all", 3));
        Assert.Empty(warnings);

        new RequestValidator(s_aiml, ProviderRegistry.All, warnings.Add).Validate(Remix("<img>0</img> by <IMG> 2 </IMG>", 3));
        Assert.Contains("<img>1</img>", Assert.Single(warnings));
    }

    [Fact]
    public void More_images_than_the_provider_takes_are_refused_with_the_count_and_the_limit()
    {
        var fault = Refuse(Remix("all", 5));

        Assert.Equal(ReveErrorKind.TooManyInputs, fault.Kind);
        Assert.Contains("5 images", fault.Message);
        Assert.Contains("accepts 4", fault.Message);
        Assert.Contains("-GroupSize 4", fault.Advice);
        Assert.EndsWith("or use -Provider InferenceSh or Sandbox.", fault.Advice);
    }

    [Fact]
    public void More_images_than_anyone_takes_are_not_sent_to_the_provider_that_has_just_refused()
    {
        var fault = Refuse(Remix("all", 7));

        Assert.Equal(ReveErrorKind.TooManyInputs, fault.Kind);
        Assert.Equal("Use fewer, or make one image of every 4 with -GroupSize 4.", fault.Advice);
    }

    private static ImageInput Url(int number) => ImageInput.FromUrl($"https://example.com/{number}.png");

    private static ImageRequest Remix(string prompt, int inputs) => new()
    {
        Operation = ReveOperation.Remix, Prompt = prompt, Inputs = [.. Enumerable.Range(0, inputs).Select(Url)],
    };

    private static void Check(ImageRequest request) => new RequestValidator(s_aiml, ProviderRegistry.All, _ => { }).Validate(request);

    private static ReveException Refuse(ImageRequest request) => Assert.Throws<ReveException>(() => Check(request));
}
