using Microsoft.CodeAnalysis;

namespace Rewriter.Migrations.Testing;

/// <summary>What came of one test.</summary>
/// <param name="Name">The test.</param>
/// <param name="Failure">Why it failed; null where it passed.</param>
public sealed record TestResult(string Name, Diagnostic? Failure);
