using Rewriter.Processes;

namespace Rewriter.Pulumi;

/// <summary>Opens stacks over the <c>pulumi</c> command.</summary>
internal sealed class PulumiCommandStackSource(PulumiOptions options, IProcessRunner runner) : IPulumiStackSource
{
    /// <inheritdoc/>
    public IPulumiStack Open(string stackName, string project) => new PulumiCommandStack(options, runner, stackName, project);
}
