using System.Linq;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.History;

/// <summary>Content credentials in image files: whether they are present, and what they claim.</summary>
public sealed class ContentCredentialsTests
{
    private static readonly byte[] s_store = Manifests.Store(Manifests.FirstVersion("make/1.0 c2pa-rs", "fox.png"));

    public static TheoryData<string> Formats => new("png", "jpeg baseline", "webp lossy", "avif");

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_claim_of_the_active_manifest_is_read(string name)
    {
        var found = Read(With(name, s_store)).ContentCredentials;

        Assert.Equal(new ContentCredentials { ClaimGenerator = "make/1.0 c2pa-rs", Title = "fox.png" }, found);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_image_without_credentials_has_none(string name) =>
        Assert.Null(Read(CompleteImages.All[name].Bytes).ContentCredentials);

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_second_version_of_claims_is_read(string name)
    {
        var store = Manifests.Store(Manifests.SecondVersion("Camera", "2.1", "a fox"));

        var found = Read(With(name, store)).ContentCredentials;

        Assert.Equal(new ContentCredentials { ClaimGenerator = "Camera 2.1", Title = "a fox" }, found);
    }

    [Fact]
    public void Damaged_credentials_are_present_without_a_claim()
    {
        var found = Read(Manifests.InPng(CompleteImages.All["png"].Bytes, [.. s_store.Take(40)])).ContentCredentials;

        Assert.Equal(new ContentCredentials(), found);
    }

    [Fact]
    public void Control_characters_of_a_claim_are_replaced()
    {
        var store = Manifests.Store(Manifests.FirstVersion("evil\u001B[31m", "\u202Egnp.exe"));

        var found = Read(With("png", store)).ContentCredentials!;

        Assert.Equal(("evil\uFFFD[31m", "\uFFFDgnp.exe"), (found.ClaimGenerator, found.Title));
    }

    [Fact]
    public void Other_boxes_of_a_jpeg_are_no_credentials()
    {
        var jpeg = Manifests.InJpeg(CompleteImages.All["jpeg baseline"].Bytes, Manifests.Super("other"));

        Assert.Null(Read(jpeg).ContentCredentials);
    }

    internal static byte[] With(string name, byte[] store) => CompleteImages.All[name] switch
    {
        { Format: ImageFormat.Png, Bytes: var png } => Manifests.InPng(png, store),
        { Format: ImageFormat.Jpeg, Bytes: var jpeg } => Manifests.InJpeg(jpeg, store),
        { Format: ImageFormat.WebP, Bytes: var webp } => Manifests.InWebP(webp, store),
        var (_, avif) => [.. avif, .. Manifests.Box("uuid",
        [
            0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
            0, 0, 0, 0, .. "manifest\0"u8, .. new byte[8], .. store,
        ])],
    };

    private static ReveImageInfo Read(byte[] bytes) => new ImageInfoReader().Read(ImageInput.FromBytes(bytes));
}
