using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Reve.Tests.Outcomes;

/// <summary>Waits until the headers of a response arrive, when the HTTP stack ends its activity.</summary>
internal sealed class ResponseHeadersListener : IDisposable
{
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivityListener _listener;

    public ResponseHeadersListener(string method, Uri host)
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
                    _received.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public Task Task => _received.Task;

    public void Dispose() => _listener.Dispose();
}
