using Microsoft.CodeAnalysis;
using Rewriter.Deployment;

namespace Rewriter.Migrations.Steps;

/// <summary>What a stack of a migration wants in a generation.</summary>
internal static class StackDescriptions
{
    /// <summary>The description; null, and why, where there is none. A stack whose engine reads a program of its own has an empty one.</summary>
    public static Task<(StackDescription? Description, Diagnostic? Problem)> DescribeAsync(StepContext context, StackDefinition stack, string generation, CancellationToken cancellationToken) => new StackDescriber
    {
        Stacks = context.Stacks,
        Workspace = context.Workspace,
        Root = context.Root,
        Processes = context.Processes,
        Environment = context.Environment,
        AllowCommands = context.AllowCommands,
        Secrets = context.Secrets,
        Answers = context.DescribeAnswers,
    }.DescribeAsync(stack, generation, cancellationToken);
}
