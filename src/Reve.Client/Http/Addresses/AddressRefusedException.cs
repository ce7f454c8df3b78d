using System;

namespace Reve.Http;

/// <summary>A URL from a host leads to an address that is not on the public internet.</summary>
internal sealed class AddressRefusedException(string host)
    : Exception($"{host} is an address of this machine or of a private network")
{
    /// <summary>Finds the exception among the causes of another one: the HTTP stack wraps it.</summary>
    public static AddressRefusedException? In(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is AddressRefusedException refused) return refused;
        }

        return null;
    }
}
