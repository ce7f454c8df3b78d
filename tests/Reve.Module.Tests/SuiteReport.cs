namespace Reve.Tests;

/// <summary>How a suite ended, as tests/Invoke-Suite.ps1 reports it.</summary>
internal sealed record SuiteReport(bool Succeeded, int Passed = 0, int Skipped = 0, string Failures = "", string Reasons = "");
