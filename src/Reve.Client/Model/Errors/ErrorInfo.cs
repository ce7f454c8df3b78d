namespace Reve;

/// <summary>Describes one error id.</summary>
/// <param name="Topic">The group of errors that the id belongs to.</param>
/// <param name="Kind">The error id.</param>
/// <param name="Meaning">What happened.</param>
/// <param name="Cause">Why it happens.</param>
/// <param name="Remedy">How to resolve it.</param>
public sealed record ErrorInfo(string Topic, ReveErrorKind Kind, string Meaning, string Cause, string Remedy);
