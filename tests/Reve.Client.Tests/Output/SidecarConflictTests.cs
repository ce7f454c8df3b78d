using System.IO;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>Sidecars and the files that have their names already.</summary>
public sealed class SidecarConflictTests : EmulatorTests
{
    private string Sidecar => Path.Combine(Folder, "fox.png.json");

    [Fact]
    public async Task Given_a_file_with_the_name_of_the_sidecar_the_job_is_refused_before_paying()
    {
        await File.WriteAllTextAsync(Sidecar, "mine", Cancellation);
        var job = Job(force: false);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client().GenerateAsync(job, cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.OutputExists, error.Kind);
        Assert.Contains(Sidecar, error.Message);
        Assert.Empty(Emulator.Requests);
        Assert.Equal("mine", await File.ReadAllTextAsync(Sidecar, Cancellation));
        var check = Assert.Throws<ReveException>(() => job.Output!.Check(job.Sidecar));
        Assert.Equal(ReveErrorKind.OutputExists, check.Kind);
    }

    [Fact]
    public async Task Given_an_image_to_save_the_same_rule_holds()
    {
        await File.WriteAllTextAsync(Sidecar, "mine", Cancellation);
        var made = await MakeAsync(Create());
        var job = new SaveJob(made) { Output = OutputTarget.ToFile(Path.Combine(Folder, "fox.png")), Sidecar = true };

        var error = await Assert.ThrowsAsync<ReveException>(
            () => new ImageSaver().SaveAsync(job, cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.OutputExists, error.Kind);
    }

    [Fact]
    public async Task Given_Force_the_file_is_replaced()
    {
        await File.WriteAllTextAsync(Sidecar, "mine", Cancellation);

        await Client().GenerateAsync(Job(force: true), cancellation: Cancellation);

        Assert.StartsWith("{", await File.ReadAllTextAsync(Sidecar, Cancellation));
    }

    [Fact]
    public async Task Given_a_file_that_appears_while_the_image_is_generated_neither_it_nor_the_image_is_lost()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 503 });
        Clock.WhileWaiting = () => File.WriteAllText(Sidecar, "mine");

        var image = Assert.Single(await Client().GenerateAsync(
            Job(force: false), Notices.Enqueue, Cancellation)).Image!;

        Assert.Equal("mine", await File.ReadAllTextAsync(Sidecar, Cancellation));
        Assert.Equal(Path.Combine(Folder, "fox-2.png"), image.FullName);
        Assert.True(File.Exists(image.FullName + ".json"));
    }

    [Fact]
    public async Task In_a_folder_the_image_gets_a_name_whose_sidecar_is_free()
    {
        await File.WriteAllTextAsync(Sidecar, "mine", Cancellation);
        var job = Client().CreateJob(Create()) with { Output = OutputTarget.ToFolder(Folder, "fox"), Sidecar = true };

        var image = Assert.Single(await Client().GenerateAsync(job, cancellation: Cancellation)).Image!;

        Assert.Equal(Path.Combine(Folder, "fox-2.png"), image.FullName);
        Assert.Equal("mine", await File.ReadAllTextAsync(Sidecar, Cancellation));
    }

    private ImageJob Job(bool force) => Client().CreateJob(Create()) with
    {
        Output = OutputTarget.ToFile(Path.Combine(Folder, "fox.png"), force),
        Sidecar = true,
    };
}
