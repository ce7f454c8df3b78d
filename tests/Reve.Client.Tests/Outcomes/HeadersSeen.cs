using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Reve.Tests.Outcomes;

/// <summary>Notices when the headers of an answer are here: the HTTP stack ends its activity then.</summary>
internal sealed class HeadersSeen : IDisposable
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivityListener _listener;

    public HeadersSeen(string method, Uri host)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Equals(activity.GetTagItem("server.port"), host.Port)
                    && Equals(activity.GetTagItem("http.request.method"), method))
                {
                    _seen.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Task Task => _seen.Task;

    public void Dispose() => _listener.Dispose();
}
