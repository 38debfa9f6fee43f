using Rewriter.Processes;

namespace Rewriter.Pulumi.Official;

/// <summary>Opens stacks over the Automation API.</summary>
/// <param name="options">The program and its stacks.</param>
/// <param name="runner">Runs the command.</param>
/// <param name="inline">Registers a described stack; null to run the generated YAML program.</param>
internal sealed class AutomationStackSource(PulumiOptions options, IProcessRunner runner, InlineProgram? inline) : IPulumiStackSource
{
    /// <inheritdoc/>
    public IPulumiStack Open(string stackName, string project) => new AutomationStack(options, runner, stackName, project, inline);
}
