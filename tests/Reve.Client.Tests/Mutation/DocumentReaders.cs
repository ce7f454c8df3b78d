using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Reve.Journal;
using Reve.Output;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Mutation;

/// <summary>The readers of everything that lies in folders or is passed to a cmdlet.</summary>
internal sealed class DocumentReaders
{
    private readonly string _folder;
    private readonly string _image;

    /// <param name="folder">An empty folder for the files that are read.</param>
    public DocumentReaders(string folder)
    {
        _folder = folder;
        _image = Path.Combine(folder, "fox.png");
        File.WriteAllBytes(_image, CompleteImages.All["png"].Bytes);
        All =
        [
            new("image", ImageSamples.All, ReadImage),
            new("embedding", ImageSamples.All, Embed),
            new("journal", JournalSamples.All, ReadJournal),
            new("sidecar", [SidecarSample()], ReadSidecar),
            new("webhook", WebhookSamples, ReadWebhook),
        ];
    }

    public static IReadOnlyList<string> Names { get; } = ["image", "embedding", "journal", "sidecar", "webhook"];

    public IReadOnlyList<DocumentReader> All { get; }

    /// <summary>The bodies of webhooks, in the form of each provider with tasks.</summary>
    private static IReadOnlyList<byte[]> WebhookSamples =>
    [
        """
        {"request_id":"r-1","gateway_request_id":"r-1","status":"OK","payload":{"images":[{"url":"a"}]}}
        """u8.ToArray(),
        """{"id":"task_1","short_id":"t1","status":9,"input":{"prompt":"a"},"output":{"image":"a"}}"""u8.ToArray(),
        """{"event":"task.completed","timestamp":"2026-11-26","data":{"id":"task_1","status":9}}"""u8.ToArray(),
        """
        {"session_id":"t1","status":"OK","event_type":"image.task.terminal","payload":{"id":"t1","outputs":[]}}
        """u8.ToArray(),
        """
        {"data":[{"taskType":"imageInference","taskUUID":"7f0c","imageUUID":"a","imageURL":"https://127.0.0.1/a"}]}
        """u8.ToArray(),
    ];

    private static void ReadImage(byte[] file) => new ImageInfoReader().Read(ImageInput.FromBytes(file));

    /// <summary>Embedding leaves an image as it is, or makes one of the same format.</summary>
    private static void Embed(byte[] file)
    {
        using var destination = new MemoryStream();
        var before = ImageHeaderReader.Read(file);
        var reason = MetadataEmbedder.Embed(new MemoryStream(file), destination, before, ImageSamples.Packet);
        if (reason is not null) return;
        Assert.Equal(before!.Format, ImageHeaderReader.Read(destination.ToArray())!.Format);
    }

    private static void ReadWebhook(byte[] body) => ReveClient.ReadWebhook(Encoding.UTF8.GetString(body));

    private void ReadJournal(byte[] lines)
    {
        var file = new JournalFile(Path.Combine(_folder, JournalFile.Name));
        File.WriteAllBytes(file.FullName, lines);
        CheckScan(file);
        new ImageInfoReader().Read(ImageInput.FromFile(_image));
        new UsageSummarizer().AddJournal(_folder);
        _ = ReveHistory.Read(_folder);
        WriteGallery();
        ReveJournal.Look(_folder).Dispose();
    }

    /// <summary>The fast scan finds the calls that the reader of all lines finds.</summary>
    private static void CheckScan(JournalFile file)
    {
        var read = file.Read().Select(line => line.Record).OfType<JournalRecord>().Select(KeyOf).ToList();
        var scanned = new List<(ItemKey, Guid)>();
        file.Scan(
            long.MaxValue, (line, _) => scanned.Add((line.Item, line.Call)),
            (line, _) => scanned.AddRange(line.Record is { } record ? [KeyOf(record)] : []));
        Assert.Equal(read, scanned);
        var history = ResumableHistory.Read(file);
        if (history.DamagedLine is not null) return;
        foreach (var record in file.Read().Select(line => line.Record).OfType<JournalRecord>())
        {
            Assert.NotNull(history.Find(record.Item, record.Copy));
        }
    }

    private static (ItemKey, Guid) KeyOf(JournalRecord record) =>
        (ItemKey.Of(record.Item, record.Copy), Guid.ParseExact(record.Call, "N"));

    private byte[] SidecarSample()
    {
        Assert.True(SidecarFile.TryWrite(ImageSamples.Image with { FullName = _image }, replace: true));
        return File.ReadAllBytes(SidecarFile.NameFor(_image));
    }

    private void ReadSidecar(byte[] sidecar)
    {
        File.Delete(Path.Combine(_folder, JournalFile.Name));
        File.WriteAllBytes(SidecarFile.NameFor(_image), sidecar);
        new ImageInfoReader().Read(ImageInput.FromFile(_image));
        WriteGallery();
    }

    private void WriteGallery() =>
        ReveGallery.Write([_folder], Path.Combine(_folder, "page.html"), "Images", force: true);
}
