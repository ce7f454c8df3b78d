using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Parameters;

/// <summary>Reads images that exist already, for Save-ReveImage.</summary>
internal static class ExistingImages
{
    /// <summary>Returns the items of a list, or the object itself.</summary>
    public static IEnumerable<object?> Items(object? input) => PipelineValue.Unwrap(input) switch
    {
        string or byte[] or IDictionary => [input],
        ReveCall { Images.Count: > 0 } call => call.Images,
        IEnumerable several => several.Cast<object?>().SelectMany(Items),
        _ => [input],
    };

    /// <summary>Returns the image that an object is or names.</summary>
    /// <param name="input">The object.</param>
    /// <param name="nextIndex">Returns the position of an image that has none of its own.</param>
    /// <exception cref="ReveException">The object is not an image and does not name one.</exception>
    public static ReveImage Read(object? input, Func<int> nextIndex) => PipelineValue.Unwrap(input) switch
    {
        ReveImage image => image,
        byte[] bytes => FromBytes(bytes, nextIndex()),
        Uri address => FromAddress(address.OriginalString, nextIndex()),
        string text when DataUri.IsDataUri(text) => FromBytes(DataUri.Decode(text), nextIndex()),
        string text => FromAddress(text.Trim(), nextIndex()),
        ReveCall call => throw InputErrors.CallWithoutImage(call),
        ReveTask task => throw InputErrors.NotImage(task, "Use Receive-ReveTask to save the images of a task."),
        null => throw InputErrors.NothingToSave(record: null),
        _ => new ImageRecord(input!).Read(nextIndex),
    };

    /// <summary>Returns an image without known properties.</summary>
    public static ReveImage Create(int index) =>
        new() { Prompt = "", Operation = default, Provider = "", Model = "", Index = index };

    private static ReveImage FromBytes(byte[] bytes, int index) => Create(index).WithBytes(bytes);

    private static ReveImage FromAddress(string address, int index) => Text.IsWebAddress(address)
        ? Create(index) with { Url = address }
        : throw InputErrors.NotSavable(address);
}
