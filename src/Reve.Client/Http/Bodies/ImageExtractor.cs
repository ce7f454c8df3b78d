using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;

namespace Reve.Http;

/// <summary>
/// Takes the images out of a response while it arrives. The base64 of an image is decoded, and the JSON gets a
/// placeholder in its place, so that it stays small. It may be anywhere: in any field, in a data URI, in JSON that is
/// nested in a string. Text that does not begin as an image does remains in the JSON.
/// </summary>
/// <param name="json">Receives the JSON without its images.</param>
/// <param name="createFile">Creates the file for an image, by its number; null keeps the image in memory.</param>
internal sealed class ImageExtractor(PooledBuffer json, Func<int, IImageFile?> createFile) : IDisposable
{
    // The base64 of a smaller image stays in the JSON.
    private const int ShortestText = 1024;

    // Whole groups of four characters, with room for padding.
    private const int BlockLength = (64 * 1024) - 4;
    private const int LongestEscape = 32;
    private const int MostPadding = 2;

    private readonly List<ExtractedImage> _images = [];
    private byte[] _escape = [];
    private byte[] _text = [];
    private Base64Scanner _scanner;
    private ExtractedImage? _current;
    private int _textLength;
    private int _escapeLength;
    private int _textStart;
    private int _textCount;
    private int _padding;

    public IReadOnlyList<ExtractedImage> Images => _images;

    /// <summary>Adds the next bytes of the response.</summary>
    public void Add(byte[] block, int count)
    {
        for (var at = 0; at < count;)
        {
            if (_current is null)
            {
                at += ReadJson(block.AsSpan(at, count - at));
                continue;
            }

            at += ReadImage(block.AsSpan(at, count - at), out var hasEnded);
            if (hasEnded) EndImage(isComplete: true);
            else if (_textLength == BlockLength) Decode();
        }
    }

    /// <summary>Ends an image whose base64 has not ended, because the response was interrupted.</summary>
    public void Complete()
    {
        if (_current is not null) EndImage(isComplete: false);
    }

    public void Dispose()
    {
        if (_text.Length > 0) ArrayPool<byte>.Shared.Return(_text);
        _text = [];
    }

    /// <summary>Reads until the text of an image has begun.</summary>
    private int ReadJson(ReadOnlySpan<byte> bytes)
    {
        var tokenStart = json.Length;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (!_scanner.IsInEscape) tokenStart = json.Length + at;
            switch (_scanner.Next(bytes[at]))
            {
                case Base64Scanner.Result.End:
                    _textCount = 0;
                    break;
                case Base64Scanner.Result.Character:
                    if (_textCount == 0) _textStart = tokenStart;
                    if (++_textCount != ShortestText) break;
                    json.Append(bytes.Slice(0, at + 1));
                    BeginImage();
                    return at + 1;
            }
        }

        json.Append(bytes);
        return bytes.Length;
    }

    /// <summary>Replaces the text by a placeholder when it is the beginning of an image.</summary>
    private void BeginImage()
    {
        if (_text.Length == 0)
        {
            _text = ArrayPool<byte>.Shared.Rent(BlockLength + 4);
            _escape = new byte[LongestEscape];
        }

        _textLength = 0;
        var scanner = default(Base64Scanner);
        foreach (var letter in json.Bytes.Span.Slice(_textStart))
        {
            if (scanner.Next(letter) == Base64Scanner.Result.Character) _text[_textLength++] = scanner.Character;
        }

        var beginning = new byte[ShortestText / 4 * 3];
        var status = Base64.DecodeFromUtf8(_text.AsSpan(0, _textLength), beginning, out _, out var decoded);
        if (status != OperationStatus.Done || ImageHeaderReader.Read(beginning.AsMemory(0, decoded)) is null) return;

        var placeholder = new ImagePlaceholder();
        var replacement = Encoding.ASCII.GetBytes(Convert.ToBase64String(placeholder.Bytes));
        json.Truncate(_textStart);
        json.Append(replacement);
        _padding = _text[_textLength - 1] == '=' ? 1 : 0;
        _current = new ExtractedImage(
            _textStart, replacement.Length, placeholder, new ReceivedImage(createFile(_images.Count)));
        _images.Add(_current);
    }

    /// <summary>Reads the text of the image until its end or until there is a whole block.</summary>
    private int ReadImage(ReadOnlySpan<byte> bytes, out bool hasEnded)
    {
        hasEnded = false;
        var at = 0;
        while (at < bytes.Length && _textLength < BlockLength)
        {
            if (!_scanner.IsInEscape && _padding == 0)
            {
                var length = Math.Min(bytes.Length - at, BlockLength - _textLength);
                var letters = Base64Scanner.Letters(bytes.Slice(at, length));
                letters.CopyTo(_text.AsSpan(_textLength));
                _textLength += letters.Length;
                at += letters.Length;
                if (at == bytes.Length || _textLength == BlockLength) break;
            }

            _escape[_escapeLength++] = bytes[at];
            hasEnded = !Accepts(_scanner.Next(bytes[at++]));
            if (hasEnded) break;
        }

        return at;
    }

    private bool Accepts(Base64Scanner.Result result)
    {
        switch (result)
        {
            case Base64Scanner.Result.Pending when _escapeLength < LongestEscape:
                return true;
            case Base64Scanner.Result.LineBreak:
                _escapeLength = 0;
                return true;
            case Base64Scanner.Result.Character when _scanner.Character == '=' ? _padding < MostPadding : _padding == 0:
                if (_scanner.Character == '=') _padding++;
                _text[_textLength++] = _scanner.Character;
                _escapeLength = 0;
                return true;
            default:
                _scanner = default;
                return false;
        }
    }

    private void EndImage(bool isComplete)
    {
        // Some hosts omit the padding.
        _current!.OmittedPadding = isComplete && _padding == 0 && _textLength % 4 > 1 ? 4 - (_textLength % 4) : 0;
        for (var added = 0; added < _current.OmittedPadding; added++) _text[_textLength++] = (byte)'=';
        Decode();
        _current.Rest = _text.AsSpan(0, _textLength).ToArray();
        _current = null;
        json.Append(_escape.AsSpan(0, _escapeLength));
        _textLength = _escapeLength = _textCount = 0;
    }

    /// <summary>Decodes the whole groups of the text, and keeps the rest of it.</summary>
    private void Decode()
    {
        var whole = _textLength - (_textLength % 4);
        var status = Base64.DecodeFromUtf8InPlace(_text.AsSpan(0, whole), out var count);
        _current!.Image.Write(_text, count);
        // Only the last group can be invalid. It is not overwritten then.
        if (status != OperationStatus.Done) whole = count / 3 * 4;
        _text.AsSpan(whole, _textLength - whole).CopyTo(_text);
        _textLength -= whole;
    }
}
