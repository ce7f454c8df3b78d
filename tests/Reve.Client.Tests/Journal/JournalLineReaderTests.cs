using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Reve.Journal;
using Xunit;

namespace Reve.Tests.Journal;

public sealed class JournalLineReaderTests
{
    private const string Text = "first\n\na longer line than the others\n\n\nx\nthe last one has no end";

    [Theory]
    [InlineData(Text)]
    [InlineData(Text + "\n")]
    [InlineData("\n")]
    [InlineData("")]
    public void Lines_are_the_same_whatever_the_length_of_the_blocks(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var expected = text.Split('\n').ToList();
        if (expected[^1].Length == 0) expected.RemoveAt(expected.Count - 1);
        Assert.All(Enumerable.Range(1, bytes.Length + 1), block =>
        {
            using var reader = new JournalLineReader(new MemoryStream(bytes), bytes.Length, block);
            var (lines, position) = (new List<string>(), 0L);
            while (reader.Read())
            {
                lines.Add(Encoding.ASCII.GetString(reader.Line.Span));
                Assert.Equal(position, reader.Position);
                position += reader.Line.Length + 1;
                Assert.Equal(position <= bytes.Length, reader.IsEnded);
            }

            Assert.Equal(expected, lines);
        });
    }
}
