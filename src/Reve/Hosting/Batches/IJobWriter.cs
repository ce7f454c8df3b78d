using System;

namespace Reve.Hosting;

/// <summary>Runs jobs and writes their output to the pipeline.</summary>
internal interface IJobWriter<in TJob> : IDisposable
{
    /// <summary>Starts a job as soon as a slot is free.</summary>
    void Send(TJob job);

    /// <summary>Writes what is ready, without waiting.</summary>
    void Drain();

    /// <summary>Waits for the running jobs and writes their output.</summary>
    void Finish();

    /// <summary>
    /// Waits for the running jobs after the pipeline has ended with an error, so that their images are saved. Their
    /// output cannot be written any more.
    /// </summary>
    void FinishWithoutOutput();
}
