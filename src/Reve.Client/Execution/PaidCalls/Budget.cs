using System.Threading.Tasks;
using System.Threading;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// Enforces the cost limit of a client. A call in flight counts with its estimate, a finished one with its charge.
/// </summary>
internal sealed class Budget(CostLimit limit)
{
    /// <summary>The limit.</summary>
    public CostLimit Limit => limit;

    private readonly object _gate = new();
    private readonly AsyncSignal _settled = new();
    private decimal _spent;
    private decimal _reserved;
    private bool _isReached;

    /// <summary>
    /// Reserves the estimate of a call. A call that could exceed the limit waits for those in flight, which may cost
    /// less than estimated. When it still could, the limit is reached for this call and all that follow.
    /// </summary>
    /// <param name="estimate">The expected cost of the call, in the unit of the limit.</param>
    /// <param name="provider">The provider, for the error.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <param name="isJournaled">Whether a later run can resume this one, which the error says.</param>
    /// <exception cref="ReveException">The limit is reached.</exception>
    public async Task ReserveAsync(
        decimal estimate, ProviderInfo provider, CancellationToken cancellation, bool isJournaled = false)
    {
        while (true)
        {
            var settled = _settled.Next;
            if (TryReserve(estimate, provider, isJournaled)) return;
            await AsyncSignal.WaitAsync(settled, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Replaces a reserved estimate by what was charged.</summary>
    public void Settle(decimal estimate, decimal charged)
    {
        lock (_gate)
        {
            _reserved -= estimate;
            _spent += charged;
        }

        _settled.Pulse();
    }

    private bool TryReserve(decimal estimate, ProviderInfo provider, bool isJournaled)
    {
        lock (_gate)
        {
            _isReached |= _reserved == 0 && _spent + estimate > limit.Amount;
            if (_isReached) throw BudgetErrors.CostLimitReached(limit, _spent, estimate, provider, isJournaled);
            if (_spent + _reserved + estimate > limit.Amount) return false;
            _reserved += estimate;
            return true;
        }
    }
}
