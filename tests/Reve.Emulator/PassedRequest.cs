namespace Reve.Emulator;

/// <summary>A request as a proxy sees it: what it is asked for, by whom, and what it says.</summary>
/// <param name="Method">CONNECT for a tunnel, else the method of the request.</param>
/// <param name="Target">The host and port of a tunnel, else the whole address.</param>
/// <param name="Authorization">What came as Proxy-Authorization.</param>
/// <param name="Status">0 when it was let through.</param>
/// <param name="Text">The whole head, as it came.</param>
public sealed record PassedRequest(string Method, string Target, string? Authorization, int Status, string Text);
