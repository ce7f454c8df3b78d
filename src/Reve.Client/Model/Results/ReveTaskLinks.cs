using System;

namespace Reve;

/// <summary>The addresses of a task at a provider that assigns an address to each task.</summary>
/// <param name="Status">The address of the state.</param>
/// <param name="Response">The address of the result.</param>
/// <param name="Cancel">The address that cancels the task; null when there is none.</param>
public sealed record ReveTaskLinks(Uri Status, Uri Response, Uri? Cancel);
