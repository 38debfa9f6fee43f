using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Turns what engines and clouds say into results of steps.</summary>
internal static class EngineFailures
{
    /// <summary>A step that an engine refused or in which it failed.</summary>
    public static StepResult Failed(DeploymentFailure failure) =>
        StepResult.Failed(Descriptors.EngineFailed.Anywhere($"{failure.Message.TrimEnd('.')}{(failure.Address is null ? string.Empty : $" [{failure.Address}]")}. {failure.Remedy}", failure.Code));

    /// <summary>A step that would fail, as the preview already tells.</summary>
    public static StepResult Conflict(DeploymentPreview preview)
    {
        var diagnostics = preview.Conflicts.Select(c => Descriptors.EngineFailed.Anywhere($"{c.Message} [{c.Address}]", c.Kind == ConflictKind.AlreadyExists ? "409" : c.Kind.ToString())).ToImmutableArray();
        return StepResult.Failed(diagnostics[0]) with { Diagnostics = diagnostics, Preview = preview };
    }

    /// <summary>What operations on a cloud left for undoing, as JSON for the ledger.</summary>
    public static JsonElement? UndoOf(IEnumerable<CloudUndo?> undos)
    {
        var all = undos.OfType<CloudUndo>().ToImmutableArray();
        return all.IsEmpty ? null : DeploymentJson.ToElement(all);
    }

    /// <summary>Undoes operations on a cloud, the last first.</summary>
    public static Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) =>
        UndoAsync(context, DeploymentJson.Read<ImmutableArray<CloudUndo>>(undo), cancellationToken);

    /// <summary>Undoes operations on a cloud, the last first.</summary>
    public static async Task<StepResult> UndoAsync(StepContext context, ImmutableArray<CloudUndo> undos, CancellationToken cancellationToken)
    {
        var summaries = new List<string>();
        foreach (var one in undos.Reverse())
        {
            var result = await context.Cloud.UndoAsync(one, cancellationToken);
            if (result.Failure is { } failure) return Failed(failure);
            summaries.Add(result.Summary);
        }

        return StepResult.Succeeded(string.Join("; ", summaries));
    }
}
