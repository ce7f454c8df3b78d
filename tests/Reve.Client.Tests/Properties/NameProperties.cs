using System;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using Reve.Output;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>File names for any prompt, id or template.</summary>
public sealed class NameProperties
{
    private const int LongestName = 255;
    private static readonly Gen<string> s_templates =
        Gen.OneOf(["{slug}", "{index:0000}", "{source}", "{requestid}", "{model}", "{date}", "-", "x", "."]).Array[1, 5]
            .Select(string.Concat);

    [Fact]
    public void A_safe_name_is_valid_on_every_system() =>
        Property.Holds(Values.Text, text => AssertIsValid(FileNames.Safe(text)));

    [Fact]
    public void A_slug_is_a_valid_name() => Property.Holds(Values.Text, text =>
    {
        var slug = FileNames.Slug(text);

        Assert.InRange(slug.Length, 1, 60);
        Assert.DoesNotContain('.', slug);
        Assert.Null(FileNames.Problem(slug));
    });

    [Fact]
    public void A_rendered_template_is_a_valid_name_in_the_folder() => Property.Holds(
        Gen.Select(s_templates, Values.Text, Values.Text), values =>
        {
            var (template, prompt, id) = values;

            var name = new NameTemplate(template).Render(new ReveImage
            {
                Prompt = prompt, Operation = ReveOperation.Create, Provider = "Any", Model = id, RequestId = id,
                Sources = [prompt],
            });

            AssertIsValid(name);
            Assert.NotNull(FolderPath.Resolve(Path.GetTempPath(), name + ".png"));
        });

    private static void AssertIsValid(string name)
    {
        Assert.Null(FileNames.Problem(name));
        Assert.False(FileNames.IsDevice(name), name);
        Assert.InRange(Encoding.UTF8.GetByteCount(name + "-99.jpeg.json"), 1, LongestName);
        Assert.DoesNotContain(name, letter => "<>:\"/\\|?*".Contains(letter) || char.IsControl(letter));
        Assert.Equal(name, name.Trim(' ').TrimEnd('.'));
        Assert.False(name.StartsWith('.'), name);
    }
}
