using System;
using System.Linq;
using System.Text;
using Reve.Journal;
using Xunit;

namespace Reve.Tests.Journal;

public sealed class PlainIdTests
{
    private const string Id = "0123456789abcdeffedcba9876543210";

    [Fact]
    public void The_id_is_that_of_the_base_class_library()
    {
        Assert.All(Enumerable.Range(0, 32), turn =>
        {
            var text = Id[turn..] + Id[..turn];
            Assert.True(PlainId.TryRead(Encoding.ASCII.GetBytes(text), out var id));
            Assert.Equal(Guid.ParseExact(text, "N"), id);
        });
    }

    [Fact]
    public void Any_other_byte_anywhere_is_not_an_id() => Assert.All(Enumerable.Range(0, Id.Length), place =>
    {
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            var text = Encoding.ASCII.GetBytes(Id);
            text[place] = (byte)value;
            Assert.Equal(value is >= '0' and <= '9' or >= 'a' and <= 'f', PlainId.TryRead(text, out _));
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdeffedcba987654321")]
    [InlineData("0123456789abcdeffedcba98765432100")]
    public void A_text_of_another_length_is_not_an_id(string text) =>
        Assert.False(PlainId.TryRead(Encoding.ASCII.GetBytes(text), out _));
}
