using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Reve.Emulator;

namespace Reve.Tests.Load;

/// <summary>What the rounds of killed runs consisted of.</summary>
internal sealed class KilledRunCounts
{
    private long _requests;
    private int _kills;
    private int _items;
    private int _unknown;
    private int _charges;
    private int _repeated;
    private int _faults;

    /// <summary>The number of rounds that are complete.</summary>
    public int Rounds { get; private set; }

    public void AddFault() => Interlocked.Increment(ref _faults);

    /// <summary>Adds a round in which each item got its image.</summary>
    /// <param name="emulator">The emulator that received the requests.</param>
    /// <param name="items">The number of items.</param>
    /// <param name="kills">The number of times that the run was killed.</param>
    /// <param name="unknown">The number of items that were reported before they were sent again.</param>
    /// <param name="charges">How often each item was charged.</param>
    public void Add(
        ReveEmulator emulator, int items, int kills, int unknown, IReadOnlyDictionary<string, int> charges)
    {
        Rounds++;
        _items += items;
        _kills += kills;
        _unknown += unknown;
        _requests += emulator.Requests.Count;
        _charges += charges.Values.Sum();
        _repeated += charges.Values.Count(count => count > 1);
    }

    public override string ToString() =>
        $"{Rounds} rounds, {_kills} kills, {_requests} requests, {_faults} faults; {_items} items, each with a whole "
        + $"image; {_charges} charges; {_unknown} items were reported as unknown and sent again on request, "
        + $"{_repeated} of them charged twice";
}
