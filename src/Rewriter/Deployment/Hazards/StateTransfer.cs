namespace Rewriter.Deployment.Hazards;

/// <summary>A step that copies one state over another.</summary>
/// <param name="From">The key that is read.</param>
/// <param name="To">The key that is written.</param>
/// <param name="Force">Whether the target is overwritten without a question.</param>
public sealed record StateTransfer(string From, string To, bool Force);
