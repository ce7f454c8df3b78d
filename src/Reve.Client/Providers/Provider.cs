using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>A provider: what it can do, and how its requests and responses look.</summary>
internal abstract class Provider
{
    public abstract ProviderInfo Info { get; }

    /// <summary>Checks the additional fields of a request before anything is sent.</summary>
    /// <exception cref="ReveException">A field has no form in JSON, or the request contains it already.</exception>
    public virtual void CheckAdditionalBody(ValidatedRequest request) =>
        _ = JsonBody.Write(body => body.Fields(request.Request.AdditionalBody));

    /// <summary>Sends the free requests that a call needs, such as uploads, and returns the paid call.</summary>
    /// <exception cref="ReveException">The call cannot be made; nothing was charged.</exception>
    public abstract Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation);

    /// <summary>
    /// Tests the connection with requests that cost nothing. A provider without such requests keeps this method.
    /// </summary>
    /// <exception cref="ReveException">The connection does not work.</exception>
    public virtual Task<ReveConnectionTest> TestAsync(ProviderSession session, CancellationToken cancellation) =>
        Task.FromResult(new ReveConnectionTest
        {
            Provider = Info.Name,
            BaseUri = session.Connection.Address,
            Detail = "It cannot be tested for free: the provider documents no request that checks a key at no cost.",
        });

    /// <summary>
    /// Gets what the provider lists about the models of its operations, with requests that need no key and cost
    /// nothing. A provider without such a list keeps this method.
    /// </summary>
    /// <exception cref="ReveException">The list is not available.</exception>
    public virtual Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ProviderSession session, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReveModelListing>>([.. Info.Operations.Select(operation => new ReveModelListing
        {
            Provider = Info.Name,
            Operation = operation.Operation,
            Model = operation.Model,
            State = ModelListingState.Unknown,
            Note = "The provider publishes no list that can be read without a key.",
            QueriedAt = session.Clock.UtcNow,
        })]);

    /// <summary>Gets the balance of the account. Providers whose data say so override this method.</summary>
    public virtual Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation) =>
        throw ProviderErrors.BalanceNotSupported(Info, ProviderRegistry.All);
}
