using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>What came of reading a stack's description.</summary>
/// <param name="Stack">The stack; null where there are problems.</param>
/// <param name="Problems">What is wrong and where.</param>
public sealed record StackReadResult(StackDescription? Stack, ImmutableArray<StackReadProblem> Problems);
