namespace Reve.Hosting;

/// <summary>An input image and the folder of its result below -OutDirectory.</summary>
/// <param name="Image">The image.</param>
/// <param name="Subfolder">The folder of the image relative to its input folder; empty for a file that was named.</param>
internal sealed record InputItem(ImageInput Image, string Subfolder);
