using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Http.Bodies;

/// <summary>Whether the host may have a paid request depends on its last byte.</summary>
public sealed class SingleUseContentTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_request_may_have_left_when_its_last_byte_is_written(int failedWrite, bool mayHaveLeft)
    {
        using var content = new SingleUseContent(JsonBody.Write(body => body.Field("prompt", "a paper fox")));
        await using var stream = new FailingStream(failedWrite);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            content.CopyToAsync(stream, TestContext.Current.CancellationToken));

        Assert.Equal(mayHaveLeft, content.MayHaveLeft);
    }

    [Fact]
    public async Task A_request_that_the_http_stack_sends_again_was_refused_where_this_proves_it()
    {
        using var content = new SingleUseContent(JsonBody.Write(body => body.Field("prompt", "a paper fox")));
        await content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        Assert.True(content.MayHaveLeft);

        await Assert.ThrowsAnyAsync<Exception>(() =>
            content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken));

        Assert.False(content.MayHaveLeft);
    }

    /// <summary>A stream whose write with a given number fails.</summary>
    private sealed class FailingStream(int failedWrite) : MemoryStream
    {
        private int _writes;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ++_writes < failedWrite ? Task.CompletedTask : Task.FromException(new IOException("The connection is lost."));
    }
}
