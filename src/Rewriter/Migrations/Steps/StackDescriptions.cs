using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>What a stack of a migration wants in a generation.</summary>
internal static class StackDescriptions
{
    /// <summary>The description; null, and why, where there is none. A stack whose engine reads a program of its own has an empty one.</summary>
    public static Task<(StackDescription? Description, Diagnostic? Problem)> DescribeAsync(StepContext context, StackDefinition stack, string generation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Describe(context, stack, generation));
    }

    private static (StackDescription? Description, Diagnostic? Problem) Describe(StepContext context, StackDefinition stack, string generation)
    {
        if (stack.Program.Length == 0) return (new StackDescription(stack.Id, generation, string.Empty, []), null);
        if (context.Stacks.Find(stack.Program) is not { } program) return (null, Problem(stack, $"there is no stack program '{stack.Program}'; known are: {string.Join(", ", context.Stacks.Names)}"));
        return program.Generations.Contains(generation)
            ? (program.Describe(generation), null)
            : (null, Problem(stack, $"the stack program '{stack.Program}' has no generation '{generation}'; it has: {string.Join(", ", program.Generations)}"));
    }

    private static Diagnostic Problem(StackDefinition stack, string what) => Descriptors.EngineFailed.Anywhere(what, stack.Id);
}
