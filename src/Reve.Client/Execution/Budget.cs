using System.Threading.Tasks;
using System.Threading;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// What the calls of a run may cost together: what is under way counts by its estimate, what is done by its charge.
/// </summary>
internal sealed class Budget(decimal limit, ProviderInfo provider)
{
    private readonly object _gate = new();
    private readonly AsyncSignal _settled = new();
    private decimal _spent;
    private decimal _underWay;
    private bool _isReached;

    /// <summary>
    /// Sets the estimate aside. What could go over waits for the calls under way, which may cost less than was thought;
    /// when it still could, the limit is reached, for this call and for all that come.
    /// </summary>
    /// <exception cref="ReveException">The limit is reached.</exception>
    public async Task ReserveAsync(decimal estimate, CancellationToken cancellation)
    {
        while (true)
        {
            var change = _settled.Next;
            if (TryReserve(estimate)) return;
            await AsyncSignal.WaitAsync(change, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Replaces an estimate by what was charged.</summary>
    public void Settle(decimal estimate, decimal charged)
    {
        lock (_gate)
        {
            _underWay -= estimate;
            _spent += charged;
        }

        _settled.Pulse();
    }

    private bool TryReserve(decimal estimate)
    {
        lock (_gate)
        {
            _isReached |= _underWay == 0 && _spent + estimate > limit;
            if (_isReached) throw Faults.CostLimitReached(limit, _spent, estimate, provider);
            if (_spent + _underWay + estimate > limit) return false;
            _underWay += estimate;
            return true;
        }
    }
}
