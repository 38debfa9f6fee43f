using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Migrations.Steps;
using Rewriter.Processes;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>What an engine is made from.</summary>
public sealed record EngineSetup
{
    /// <summary>The migration, with one section a stack for each engine.</summary>
    public required Migration Migration { get; init; }

    /// <summary>The repository's folder, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>The repository's files.</summary>
    public required IWorkspace Workspace { get; init; }

    /// <summary>The folder of the product's own files, absolute.</summary>
    public required string OwnFolder { get; init; }

    /// <summary>Runs programs.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>This process's environment, from which secret values come.</summary>
    public required ImmutableSortedDictionary<string, string> Environment { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>What goes wrong in the embedded engine, for tests; null where nothing is made to.</summary>
    public IFaultInjector? Faults { get; init; }

    /// <summary>The keys of a stack's states, one for each generation at most.</summary>
    public ImmutableArray<string> StateKeysOf(StackDefinition stack) =>
        [.. Migration.Generations.Select(g => Migration.StateKeyOf(stack, g)).Distinct(StringComparer.Ordinal)];

    /// <summary>The values of secrets that a stack takes from the environment.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="variables">For each name the environment variable that holds its value.</param>
    /// <exception cref="EngineStoreException">One of them is not set.</exception>
    public ImmutableSortedDictionary<string, string> Secrets(StackDefinition stack, ImmutableSortedDictionary<string, string> variables) =>
        variables.ToImmutableSortedDictionary(
            v => v.Key,
            v => Secret(stack, v.Key, v.Value),
            StringComparer.Ordinal);

    /// <summary>The value of one secret that a stack takes from the environment.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="name">What the secret is called there.</param>
    /// <param name="variable">The environment variable that holds its value.</param>
    /// <exception cref="EngineStoreException">It is not set.</exception>
    public string Secret(StackDefinition stack, string name, string variable) =>
        Environment.TryGetValue(variable, out var value) ? value : throw new EngineStoreException(Descriptors.SecretVariableMissing.Failure(null, stack.Id, name, variable));

    /// <summary>What a stack wants in every generation, as far as that is known without running a command.</summary>
    public ImmutableArray<StackDescription> KnownOf(StackDefinition stack)
    {
        if (stack.Program.Length > 0) return new StackCatalog().Find(stack.Program) is { } program ? [.. program.Generations.Select(program.Describe)] : [];
        return
        [
            .. Migration.Generations
                .Select(g => stack.DescribeFileOf(g) is { } file ? StackDescriber.ReadFile(Workspace, Root, stack, g, file).Description : null)
                .OfType<StackDescription>(),
        ];
    }

    /// <summary>The stacks by the keys of their states.</summary>
    /// <exception cref="WorkspaceException">Two stacks have one state.</exception>
    public ImmutableSortedDictionary<string, StackDefinition> StacksByState()
    {
        var stacks = ImmutableSortedDictionary.CreateBuilder<string, StackDefinition>(StringComparer.Ordinal);
        foreach (var stack in Migration.Stacks)
        {
            foreach (var key in StateKeysOf(stack))
            {
                if (!stacks.TryAdd(key, stack)) throw new WorkspaceException(Descriptors.StateKeyShared.At(Migration.File.Path, stacks[key].Id, stack.Id, key));
            }
        }

        return stacks.ToImmutable();
    }
}
