using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>Describes every error id. The help topic about_Reve_Errors is generated from this list.</summary>
public static class ErrorCatalog
{
    /// <summary>All errors, by topic.</summary>
    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        .. RequestErrorInfo.All,
        .. InputErrorInfo.All,
        .. OutputErrorInfo.All,
        .. ConnectionErrorInfo.All,
        .. ProviderErrorInfo.All,
        .. CallErrorInfo.All,
        .. TaskErrorInfo.All,
    ];

    /// <summary>Describes one error id.</summary>
    /// <param name="kind">The error id.</param>
    /// <returns>The description of the id.</returns>
    /// <exception cref="System.InvalidOperationException">The id has no description.</exception>
    public static ErrorInfo Get(ReveErrorKind kind) => All.Single(error => error.Kind == kind);
}
