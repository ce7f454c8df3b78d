using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>Names that are reserved in the order of the input.</summary>
public sealed class ReservedNameTests : EmulatorTests
{
    private static readonly ProviderInfo s_provider = TestProviders.Any;

    [Fact]
    public async Task Given_equal_prompts_names_follow_the_input_and_not_the_order_of_completion()
    {
        var target = OutputTarget.ToFolder(Folder, "{slug}");
        var reserved = Enumerable.Range(0, 3).Select(_ => target.Reserve(Create(), s_provider)).ToList();
        var images = new Dictionary<int, ReveImage>();
        foreach (var place in new[] { 2, 0, 1 }) images[place] = await MakeAsync(Create(), reserved[place]);

        Assert.Equal(
            ["a-paper-fox.png", "a-paper-fox-2.png", "a-paper-fox-3.png"],
            Enumerable.Range(0, 3).Select(place => Path.GetFileName(images[place].FullName)));
    }

    [Fact]
    public void The_preview_shows_the_reserved_name()
    {
        var target = OutputTarget.ToFolder(Folder, "{slug}");
        File.WriteAllText(Path.Combine(Folder, "a-paper-fox.jpg"), "mine");

        var names = Enumerable.Range(0, 2)
            .Select(_ => target.Reserve(Create(), s_provider).PreviewName(Create(), s_provider));

        Assert.Equal(["a-paper-fox-2.*", "a-paper-fox-3.*"], names.Select(Path.GetFileName));
    }

    [Fact]
    public void Given_Force_an_existing_file_is_replaced_but_not_an_image_of_the_same_run()
    {
        var target = OutputTarget.ToFolder(Folder, "{slug}", force: true);
        File.WriteAllText(Path.Combine(Folder, "a-paper-fox.png"), "mine");

        var names = Enumerable.Range(0, 2)
            .Select(_ => target.Reserve(Create(), s_provider).PreviewName(Create(), s_provider));

        Assert.Equal(["a-paper-fox.*", "a-paper-fox-2.*"], names.Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("{requestid}")]
    [InlineData("{slug}-{time}")]
    [InlineData("{Date:yyyy}")]
    public void A_name_that_depends_on_the_response_is_not_reserved(string template)
    {
        var target = OutputTarget.ToFolder(Folder, template);

        Assert.Same(target, target.Reserve(Create(), s_provider));
    }

    [Fact]
    public void A_file_needs_no_reservation()
    {
        var target = OutputTarget.ToFile(Path.Combine(Folder, "fox.png"));

        Assert.Same(target, target.Reserve(Create(), s_provider));
    }

    [Fact]
    public void Ten_thousand_equal_prompts_are_reserved_quickly()
    {
        var target = OutputTarget.ToFolder(Folder, "{slug}");

        var names = Enumerable.Range(0, 10_000)
            .Select(_ => target.Reserve(Create(), s_provider).PreviewName(Create(), s_provider)).ToList();

        Assert.Equal(10_000, names.Distinct().Count());
        Assert.Equal("a-paper-fox-10000.*", Path.GetFileName(names[^1]));
    }

    [Fact]
    public void An_edit_is_named_after_its_source_by_default()
    {
        var request = Create("make it night") with
        {
            Operation = ReveOperation.Edit,
            Inputs = [ImageInput.FromUrl("https://example.com/a/fox%7C.png?x=1")],
        };
        var target = OutputTarget.ToFolder(Folder, OutputTarget.DefaultTemplateFor(request.Operation));

        Assert.Equal("fox%7C-make-it-night.*", Path.GetFileName(target.PreviewName(request, s_provider)));
        Assert.Equal(OutputTarget.DefaultTemplate, OutputTarget.DefaultTemplateFor(ReveOperation.Create));
    }
}
