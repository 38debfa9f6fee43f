using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Steps;

/// <summary>Changes of files by a step: all or none, and taken back by the journal.</summary>
internal static class JournalledFiles
{
    /// <summary>Makes the changes under the context's operation; why they are refused, or null where they are made.</summary>
    public static Diagnostic? Commit(StepContext context, IReadOnlyList<FileChange> changes)
    {
        try
        {
            context.Workspace.Commit(context.Operation, changes);
            return null;
        }
        catch (WorkspaceException failure)
        {
            return failure.Diagnostic;
        }
    }

    /// <summary>What the changes need to be taken back.</summary>
    public static JsonElement UndoOf(StepContext context) => UndoJson.Operation(context.Operation);

    /// <summary>Takes the changes back.</summary>
    public static Task<StepResult> UndoAsync(StepContext context, JsonElement undo)
    {
        try
        {
            var restored = context.Workspace.Undo(undo.GetProperty("operation").GetString()!);
            return Task.FromResult(StepResult.Succeeded($"{restored.Count} files have their earlier bytes again"));
        }
        catch (WorkspaceException refused)
        {
            return Task.FromResult(StepResult.Failed(refused.Diagnostic));
        }
    }

    /// <summary>One line a change, with the beginnings of its digests.</summary>
    public static IEnumerable<string> Evidence(IEnumerable<FileChange> changes) =>
        changes.Select(c => $"{c.Path} {c.BeforeDigest![..12]} -> {Text.SourceFile.DigestOf(c.After!.Value.Span)[..12]}");
}
