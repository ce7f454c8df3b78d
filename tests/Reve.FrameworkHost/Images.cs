using System;
using System.Linq;
using System.Threading.Tasks;

namespace Reve.FrameworkHost;

/// <summary>Creates, edits and combines images. This type can be loaded only after the module.</summary>
internal static class Images
{
    public static async Task GenerateAsync(Uri address, string key)
    {
        var client = new ReveClient(new ReveConnection
        {
            Provider = ProviderRegistry.All.First(provider => provider.NeedsKey && !provider.HasTasks
                && provider.Find(ReveOperation.Create) is not null),
            BaseUri = address,
            Key = ApiKey.From(key),
        });
        var created = await OneAsync(client, ReveOperation.Create, "a paper fox").ConfigureAwait(false);
        var edited = await OneAsync(client, ReveOperation.Edit, "make it night", created).ConfigureAwait(false);
        await OneAsync(
            client, ReveOperation.Remix, "<img>0</img> under <img>1</img>", created, edited).ConfigureAwait(false);
    }

    private static async Task<ReveImage> OneAsync(
        ReveClient client, ReveOperation operation, string prompt, params ReveImage[] inputs)
    {
        var results = await client.GenerateAsync(new ImageRequest
        {
            Operation = operation, Prompt = prompt,
            Inputs = [.. inputs.Select(image => ImageInput.FromBytes(image.ReadBytes()!))],
        }).ConfigureAwait(false);
        var image = results.Single().Image!;
        Console.WriteLine($"{image.Operation} {image.Width}x{image.Height} {image.ReadBytes()!.Length} {image.Usage}");
        return image;
    }
}
