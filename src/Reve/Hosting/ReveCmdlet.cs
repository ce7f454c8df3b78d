using System.Management.Automation;
using System.Threading;
using System;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>
/// What every cmdlet of the module shares: it can be stopped at any moment, and its errors look alike.
/// </summary>
public abstract class ReveCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private protected ReveCmdlet()
    {
    }

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
            // It was over at the same moment.
        }
    }

    /// <summary>Ends whatever is still under way.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stop.Dispose();
    }

    private protected bool IsSaid(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Does what may be refused; a refusal is this record's error and stops no other record.</summary>
    private protected bool Try(Action action, object? target, string label = "")
    {
        try
        {
            action();
            return true;
        }
        catch (ReveException exception)
        {
            WriteError(ErrorRecords.From(exception, target, label));
            return false;
        }
    }

    /// <summary>Does what no record can go on without; a refusal ends the command.</summary>
    private protected T Demand<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ReveException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, exception.Target ?? exception.Provider));
            throw;
        }
    }
}
