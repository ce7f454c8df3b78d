using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Hosting;

/// <summary>Adapts the methods of a client to the jobs and results of a batch.</summary>
internal static class Runners
{
    public static JobRunner ForImages(
        Func<ImageJob, Action<ReveNotice>?, CancellationToken, Task<IReadOnlyList<ReveResult>>> generate) =>
        (job, notify, cancellation) => generate((ImageJob)job, notify, cancellation);

    public static JobRunner ForSubmission(
        Func<ImageJob, Action<ReveNotice>?, CancellationToken, Task<ReveTask>> submit) =>
        async (job, notify, cancellation) =>
            [OfTask(await submit((ImageJob)job, notify, cancellation).ConfigureAwait(false))];

    public static JobRunner ForTasks(
        Func<ReveTask, Action<ReveNotice>?, CancellationToken, Task<ReveTask>> query) =>
        async (job, notify, cancellation) =>
            [OfTask(await query(((TaskJob)job).Task, notify, cancellation).ConfigureAwait(false))];

    private static ReveResult OfTask(ReveTask task) => new(null) { Task = task };
}
