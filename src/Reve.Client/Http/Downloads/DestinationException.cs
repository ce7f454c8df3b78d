using System;

namespace Reve.Http;

/// <summary>The destination of a download failed, and not the network.</summary>
internal sealed class DestinationException(Exception cause) : Exception(cause.Message, cause);
