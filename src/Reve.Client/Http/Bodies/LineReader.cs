using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>Reads lines of text from a response while it arrives.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int LongestLine = 4 * 1024 * 1024;

    private readonly byte[] _block = new byte[8 * 1024];
    private readonly List<byte> _line = [];
    private int _at;
    private int _filled;

    /// <summary>Reads the next line; null at the end of the stream.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            while (_at < _filled)
            {
                var next = _block[_at++];
                if (next == '\n') return TakeLine();
                if (_line.Count == LongestLine) throw new InvalidDataException("A line of the stream is too long.");
                _line.Add(next);
            }

            _filled = await stream.ReadAsync(_block, 0, _block.Length, cancellation).ConfigureAwait(false);
            _at = 0;
            if (_filled == 0) return _line.Count > 0 ? TakeLine() : null;
        }
    }

    private string TakeLine()
    {
        var line = Encoding.UTF8.GetString(_line.ToArray()).TrimEnd('\r');
        _line.Clear();
        return line;
    }
}
