using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Terraform;

/// <content>
/// Going back. Moves, imports and forgets are entries of the state: the state from before is written again, as the
/// successor of today's. What was created is destroyed by a plan that may do nothing else, and only where that was agreed
/// to. An update, a replacement or a deletion is not undone: the earlier configuration would have to be applied.
/// </content>
public sealed partial class TerraformEngine
{
    /// <inheritdoc/>
    public Task<DeploymentOutcome> RollbackAsync(DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken) =>
        GuardedAsync(async () =>
        {
            using var session = await OpenAsync(checkpoint.StateKey, cancellationToken);
            var now = await ReadAsync(session, checkpoint.StateKey, cancellationToken);
            if (checkpoint.Steps.All(s => IsUndone(s, now.State))) return Outcome(DeploymentStatus.Succeeded, null, now, now, [], null);
            var earlier = Earlier(checkpoint);
            if (Refusal(checkpoint, now.State, earlier) is { } why) return Refused(Descriptors.RollbackRefused.Failure(checkpoint.StateKey, why), now.State);

            var backup = Backup(checkpoint.StateKey, now);
            var created = checkpoint.Steps.Where(s => s.Change.Action == CanonicalAction.Create && !IsUndone(s, now.State)).Select(s => s.Change.Address).ToImmutableArray();
            if (created.Length > 0 && await DestroyAsync(session, checkpoint, created, now, backup, progress, cancellationToken) is { } stopped) return stopped;
            var middle = await ReadAsync(session, checkpoint.StateKey, CancellationToken.None);
            if (checkpoint.Steps.Any(s => !IsUndone(s, middle.State))) await session.PushAsync(TerraformStateFile.Restore(middle.Text, earlier), CancellationToken.None);
            var after = await ReadAsync(session, checkpoint.StateKey, CancellationToken.None);
            return Outcome(DeploymentStatus.Succeeded, null, now, after, Undone(checkpoint, now.State, after.State), backup);
        });

    private string? Earlier(DeploymentCheckpoint checkpoint)
    {
        if (checkpoint.EngineData is not { } name) return null;
        var path = Path.GetFullPath(Path.Combine(_options.BackupFolder, name));
        if (!path.StartsWith(Path.GetFullPath(_options.BackupFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
            throw new TerraformException(Descriptors.RollbackRefused.Failure(checkpoint.StateKey, $"the backup '{name}' of the state is not there"));
        return File.ReadAllText(path);
    }

    private string? Refusal(DeploymentCheckpoint checkpoint, EngineState? now, string? earlier)
    {
        if (checkpoint.Engine != Id) return $"the engine '{checkpoint.Engine}' did it and alone can undo it";
        if (now is null || now.Lineage != checkpoint.Lineage) return $"the state '{checkpoint.StateKey}' is another one now (lineage {now?.Lineage ?? "none"}, not {checkpoint.Lineage})";
        if (checkpoint.Steps.FirstOrDefault(ChangesObject)?.Change is { } changed)
            return $"the object of '{changed.Address}' was changed ({changed.Action}); only applying the earlier configuration brings it back";

        if (checkpoint.Steps.FirstOrDefault(s => !IsUndone(s, now) && !IsApplied(s, now)) is { } foreign)
            return $"'{foreign.Change.Address}' is no longer as the apply left it";
        var begun = checkpoint.Steps.Any(s => IsUndone(s, now));
        if (!begun && now.Serial != checkpoint.SerialAfter) return $"the state '{checkpoint.StateKey}' has moved on since (serial {now.Serial}, not {checkpoint.SerialAfter})";
        var then = earlier is null ? null : TerraformStateFile.Read(checkpoint.StateKey, earlier);
        if (!Untouched(checkpoint, now).SequenceEqual(Untouched(checkpoint, then))) return $"the state '{checkpoint.StateKey}' holds other objects than it did";
        var created = checkpoint.Steps.Where(s => s.Change.Action == CanonicalAction.Create && !IsUndone(s, now)).Select(s => s.Change.Address).ToList();
        return created.Count > 0 && !_options.DestroyOnRollback
            ? $"it would destroy {created.Count} objects, to which nobody has agreed yet: {string.Join(", ", created)}"
            : null;
    }

    private async Task<DeploymentOutcome?> DestroyAsync(TerraformSession session, DeploymentCheckpoint checkpoint, ImmutableArray<string> created, StateSnapshot now, string? backup, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        var (plan, diagnostics) = await session.PlanAsync(["-destroy", .. created.Select(a => $"-target={a}")], cancellationToken);
        using (plan)
        {
            var target = new DeploymentTarget { StateKey = checkpoint.StateKey, Desired = new StackDescription(string.Empty, string.Empty, string.Empty, []) };
            var preview = Reader(session, target, now.State).Read(plan.RootElement, diagnostics);
            var other = preview.Changes.FirstOrDefault(c => c.Action != CanonicalAction.NoOp && !(c.Action == CanonicalAction.Delete && created.Contains(c.Address)));
            var why = preview.Failure?.Message ?? preview.Conflicts.FirstOrDefault()?.Message
                ?? (other is null ? null : $"'{other.Address}' depends on what was created and would go with it");
            if (why is not null) return Refused(Descriptors.RollbackRefused.Failure(other?.Address, why), now.State);
        }

        var (result, stream) = await session.ApplyAsync(progress, cancellationToken);
        if (result.ExitCode == 0) return null;
        var after = await ReadAsync(session, checkpoint.StateKey, CancellationToken.None);
        var undone = Undone(checkpoint, now.State, after.State);
        return result.End == Processes.ProcessEnd.Cancelled
            ? Outcome(DeploymentStatus.Cancelled, Descriptors.DeploymentCancelled.Failure(checkpoint.StateKey, undone.Length, checkpoint.Steps.Length), now, after, undone, backup)
            : Outcome(DeploymentStatus.Failed, session.Failed("apply -destroy", stream.Diagnostics, result).Failure, now, after, undone, backup);
    }

    private static IEnumerable<(string, string)> Untouched(DeploymentCheckpoint checkpoint, EngineState? state)
    {
        var touched = checkpoint.Steps.SelectMany(s => new[] { s.StateBefore?.Address, s.StateAfter?.Address }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return (state?.Resources ?? []).Where(r => !touched.Contains(r.Address)).Select(r => (r.Address, r.Id));
    }

    private static bool IsApplied(AppliedStep step, EngineState? state) =>
        step.StateAfter is { } after ? state?.Find(after.Address)?.Id == after.Id : state?.Find(step.StateBefore!.Address) is null;

    // A successor that was made while its predecessor still stands is not taken away alone: a destroy takes both.
    private static bool ChangesObject(AppliedStep step) => step.Change.Action switch
    {
        CanonicalAction.Update or CanonicalAction.Replace or CanonicalAction.Delete => true,
        CanonicalAction.Import => step.Change.Differences.Length > 0,
        CanonicalAction.Create => step.StateBefore is not null,
        _ => false,
    };

    private static bool IsUndone(AppliedStep step, EngineState? state) =>
        !ChangesObject(step) && (step.StateBefore is { } before
            ? state?.Find(before.Address)?.Id == before.Id && (step.StateAfter is null || step.StateAfter.Address == before.Address || state?.Find(step.StateAfter.Address)?.Id != before.Id)
            : state?.Find(step.Change.Address) is null);

    private static ImmutableArray<ResourceChange> Undone(DeploymentCheckpoint checkpoint, EngineState? before, EngineState? after) =>
        [.. checkpoint.Steps.Reverse().Where(s => !IsUndone(s, before) && IsUndone(s, after)).Select(s => Inverse(s.Change, s.StateAfter))];

    private static ResourceChange Inverse(ResourceChange change, ResourceState? made) => change.Action switch
    {
        CanonicalAction.Create => change with { Action = CanonicalAction.Delete, PhysicalId = made?.Id, NewPhysicalId = null, Before = change.After, After = StackMap.Empty, Differences = [] },
        CanonicalAction.Move => change with { Address = change.PreviousAddress!, PreviousAddress = change.Address },
        CanonicalAction.Import => change with { Action = CanonicalAction.Forget, After = StackMap.Empty },
        _ => change with { Action = CanonicalAction.Import, After = change.Before },
    };
}
