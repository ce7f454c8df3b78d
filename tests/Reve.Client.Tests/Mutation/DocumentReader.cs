using System;
using System.Collections.Generic;

namespace Reve.Tests.Mutation;

/// <summary>A reader of files and texts that others may have written.</summary>
/// <param name="Name">The name.</param>
/// <param name="Samples">Documents that it reads.</param>
/// <param name="Read">
/// Reads a document. It throws a <see cref="ReveException"/> for one that it rejects, and any other exception is a
/// defect.
/// </param>
internal sealed record DocumentReader(string Name, IReadOnlyList<byte[]> Samples, Action<byte[]> Read);
