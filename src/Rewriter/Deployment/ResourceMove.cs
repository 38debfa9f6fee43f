namespace Rewriter.Deployment;

/// <summary>One object gets another address in the same state.</summary>
/// <param name="From">The address before.</param>
/// <param name="To">The address after.</param>
public sealed record ResourceMove(string From, string To);
