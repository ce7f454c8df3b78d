using System;
using System.Management.Automation;
using System.Threading;

namespace Reve.Hosting;

/// <summary>The base class of all cmdlets: cancellation and error records.</summary>
public abstract class ReveCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private protected ReveCmdlet() => Streams = new CmdletStreams(this);

    /// <summary>Writes errors, warnings and messages without losing images that are paid for.</summary>
    internal CmdletStreams Streams { get; }

    /// <summary>A token that is cancelled when the pipeline is stopped.</summary>
    private protected CancellationToken Stop => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended at the same moment.
        }
    }

    /// <summary>Releases the resources of the cmdlet.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stop.Dispose();
    }

    /// <summary>
    /// Whether a parameter is bound. In ProcessRecord this includes parameters that the current record sets.
    /// </summary>
    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Runs an action for one item. An error of the action does not end the command.</summary>
    /// <returns>Whether the action succeeded.</returns>
    private protected bool Try(Action action, object? target, string label = "")
    {
        try
        {
            action();
            return true;
        }
        catch (ReveException exception)
        {
            Streams.WriteError(ErrorRecords.From(exception, target, label));
            return false;
        }
    }

    /// <summary>Runs an action that the whole command depends on. An error of the action ends the command.</summary>
    private protected T Demand<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ReveException exception)
        {
            Throw(exception);
            throw;
        }
    }

    /// <summary>Ends the command with an error.</summary>
    private protected void Throw(ReveException exception) =>
        Streams.ThrowTerminatingError(ErrorRecords.From(exception, exception.Target ?? exception.Provider));
}
