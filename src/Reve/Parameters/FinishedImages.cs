using System.Collections.Generic;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>Images that are made already, in every form that a script has them in.</summary>
internal static class FinishedImages
{
    /// <summary>What came, one by one, where it was a list.</summary>
    public static IEnumerable<object?> Items(object? input) => Bare(input) switch
    {
        string or byte[] or IDictionary => [input],
        IEnumerable several => several.Cast<object?>().SelectMany(Items),
        _ => [input],
    };

    /// <summary>The image behind what came; one that has no place of its own gets the next.</summary>
    public static ReveImage From(object? input, Func<int> nextIndex) => Bare(input) switch
    {
        ReveImage image => image,
        byte[] bytes => Bytes(bytes, nextIndex()),
        Uri address => At(address.OriginalString, nextIndex()),
        string text when DataUri.IsOne(text) => Bytes(DataUri.Decode(text), nextIndex()),
        string text => At(text, nextIndex()),
        ReveTask task => throw Refused.InputNotUnderstood(task, "Receive-ReveTask saves what a task has brought."),
        null => throw Refused.NothingToSave(""),
        _ => new ImageRow(input!).Read(nextIndex),
    };

    /// <summary>An image of which nothing more is known.</summary>
    public static ReveImage New(int index) =>
        new() { Prompt = "", Operation = default, Provider = "", Model = "", Index = index };

    private static ReveImage Bytes(byte[] bytes, int index) => New(index) with { Bytes = bytes };

    private static ReveImage At(string address, int index) =>
        Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? New(index) with { Url = address.Trim() }
            : throw Refused.NotToSave(address);

    private static object? Bare(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;
}
