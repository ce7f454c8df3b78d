using Reve.Http;

namespace Reve.Providers;

/// <summary>Reads the responses to a paid request.</summary>
internal interface IResponseParser
{
    /// <summary>Reads an error response.</summary>
    ProviderError ReadError(JsonResponse response);

    /// <summary>Reads a response of success. An exception means that the response cannot be read.</summary>
    ResponseContent Read(JsonResponse response);
}
