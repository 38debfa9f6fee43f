using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>A state as it was at one time.</summary>
/// <param name="Text">The text, empty where there was none.</param>
/// <param name="State">What it holds; null where there was none.</param>
internal sealed record StateSnapshot(string Text, EngineState? State);
