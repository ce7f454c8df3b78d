using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Reve;

/// <summary>Does one job, whatever that is: makes images, asks after a task, fetches what it brought.</summary>
/// <param name="job">The job.</param>
/// <param name="notify">Told what goes on meanwhile.</param>
/// <param name="cancellation">Ends it early.</param>
public delegate Task<IReadOnlyList<ReveResult>> JobRunner(
    ReveJob job, Action<ReveNotice>? notify, CancellationToken cancellation);
