using System;
using System.Collections.Generic;

namespace Reve.Journal;

/// <summary>A call in the index of a journal: where its lines are.</summary>
/// <param name="Id">The id of the call.</param>
/// <param name="Positions">The positions of its lines, in their order.</param>
internal sealed record IndexedCall(Guid Id, IReadOnlyList<long> Positions);
