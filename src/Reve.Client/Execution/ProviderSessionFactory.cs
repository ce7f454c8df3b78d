using System;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>Creates the session of a job.</summary>
internal sealed class ProviderSessionFactory(
    ReveConnection connection, CallPolicy policy, Clock clock, AsyncCache<string, object> lookups)
{
    private readonly AsyncCache<string, string> _uploads = new();
    private readonly HttpSender _sender = new(connection, policy, clock);
    private readonly CallErrors _errors = new(connection, ProviderRegistry.AlternativesTo(connection.Provider));

    /// <param name="notify">Receives the notices of the job.</param>
    /// <param name="folder">The folder for responses that cannot be read; null for the temporary folder.</param>
    /// <param name="createImageFile">
    /// Creates the files for images inside responses; null to keep them in memory.
    /// </param>
    public ProviderSession Create(
        Action<ReveNotice>? notify, string? folder = null, Func<int, IImageFile?>? createImageFile = null)
    {
        var log = new HttpLog(
            (level, message) => Post(new ReveNotice(level, message)), connection.Key,
            notify is null ? null : policy.NoticeLevel);
        return new ProviderSession
        {
            Connection = connection,
            Clock = clock,
            Sender = _sender,
            FreeRequests = new FreeRequestSender(_sender, _errors, log, policy, clock),
            Errors = _errors,
            Log = log,
            Archive = new ResponseArchive(folder, connection.Key),
            Uploads = _uploads,
            Lookups = lookups,
            CreateImageFile = createImageFile ?? (static _ => null),
            Post = Post,
        };

        void Post(ReveNotice notice)
        {
            if (notify is null || notice.Level < policy.NoticeLevel) return;
            try
            {
                notify(notice with { Message = SecretRedactor.Redact(notice.Message, connection.Key)! });
            }
            catch (Exception)
            {
                // An exception of the receiver must not lose an image that is paid for.
            }
        }
    }
}
