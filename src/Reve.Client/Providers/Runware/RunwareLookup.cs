using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers.Runware;

/// <summary>
/// Looks up a call whose response was lost, by the id that this client gave it. A call that is not found may still
/// arrive, so it is looked up a few times; after that it is not proved that it never arrived.
/// </summary>
internal static class RunwareLookup
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan[] s_delays =
        [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    public static async Task<ReveTask?> FindAsync(
        ReveTask expected, ProviderSession session, CancellationToken cancellation)
    {
        session.Notify(ReveNoticeLevel.Verbose, $"looking up the task {expected.Id}, whose response was lost");
        foreach (var delay in s_delays)
        {
            if (delay > TimeSpan.Zero) await session.Clock.Delay(delay, cancellation).ConfigureAwait(false);
            try
            {
                var query = new RunwareQuery(expected, session) { Timeout = s_timeout };
                return await query.GetAsync(cancellation).ConfigureAwait(false);
            }
            catch (ReveException exception)
            {
                session.Notify(
                    ReveNoticeLevel.Verbose, $"the task {expected.Id} was not found: {exception.Message}");
                if (exception.Kind == ReveErrorKind.AuthenticationFailed) return null;
            }
        }

        return null;
    }
}
