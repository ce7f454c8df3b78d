using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Platform;
using Xunit;

namespace Reve.Tests.Http.Bodies;

/// <summary>Whether the host may have a paid request depends on its last byte.</summary>
public sealed class SingleUseContentTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task A_request_may_have_left_when_its_last_byte_is_written(int blockedWrite, bool mayHaveLeft)
    {
        using var content = new SingleUseContent(JsonBody.Write(body => body.Field("prompt", "a paper fox")));
        using var stop = new CancellationTokenSource();
        await using var stream = new BlockingStream(blockedWrite);

        var sending = content.CopyToAsync(stream, stop.Token);
        await stream.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
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

        Assert.Equal(Edition.IsDesktop, content.MayHaveLeft);
    }

    /// <summary>A stream whose write with a given number waits until it is cancelled.</summary>
    private sealed class BlockingStream(int blockedWrite) : MemoryStream
    {
        private readonly TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _writes;

        public Task Blocked => _blocked.Task;

        public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (++_writes < blockedWrite) return;
            _blocked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }
}
