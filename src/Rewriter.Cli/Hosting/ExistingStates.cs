using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Diagnostics;
using Rewriter.Migrations;
using Rewriter.Pulumi;
using Rewriter.Terraform;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>The states that other tools keep of a migration's stacks, read from their files when they are needed.</summary>
public sealed class ExistingStates
{
    private readonly EngineSetup _setup;
    private readonly Lazy<ImmutableArray<(RepoPath File, ExistingState Found)>> _all;

    /// <summary>The states of a migration.</summary>
    public ExistingStates(EngineSetup setup) => (_setup, _all) = (setup, new(() => [.. setup.Migration.Stacks.SelectMany(ReadAll)]));

    /// <summary>The states; each generation's that has one.</summary>
    /// <exception cref="WorkspaceException">A file cannot be read, or a stack has none at all (RW4039).</exception>
    public IReadOnlyCollection<EngineState> States => [.. _all.Value.Select(f => f.Found.State)];

    /// <summary>The secrets that stand in the files in plain text; never a value.</summary>
    /// <exception cref="WorkspaceException">A file cannot be read, or a stack has none at all (RW4039).</exception>
    public ImmutableArray<FileMention> PlainSecrets =>
        [.. _all.Value.SelectMany(f => f.Found.PlainSecrets.Select(s => new FileMention(f.File.Value, null, MentionKind.PlainSecret, s)))];

    // A generation that does not exist yet has no state; a stack without any has a path with a mistake in it.
    private List<(RepoPath File, ExistingState Found)> ReadAll(StackDefinition stack)
    {
        if (stack.Existing is not { } existing) return [];
        var places = _setup.Migration.Generations.Select(g => (Key: _setup.Migration.StateKeyOf(stack, g), File: existing.FileOf(g, _setup.Migration.StateKeyOf(stack, g)))).Distinct().ToList();
        var read = new List<(RepoPath, ExistingState)>();
        foreach (var (key, file) in places)
        {
            if (ExistingStateFile.Read(_setup.Workspace, _setup.Root, file, stack.Id, text => Read(stack, existing.Form, key, text)) is { } found) read.Add((file, found));
        }

        if (read.Count == 0) throw new WorkspaceException(Descriptors.ExistingUnreadable.At(places[0].File, stack.Id, "there is no such file"));
        return read;
    }

    private ExistingState Read(StackDefinition stack, ExistingForm form, string key, string text) =>
        form == ExistingForm.TerraformShow ? TerraformShowFile.Read(key, text) : PulumiExportFile.Read(key, text, _setup.KnownOf(stack));
}
