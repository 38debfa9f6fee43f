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
        DeploymentGuard.ChangeAsync(async () =>
        {
            using var session = await OpenAsync(checkpoint.StateKey, cancellationToken);
            var unknown = ImmutableArray<string>.Empty;
            if (checkpoint.IsIntent) (checkpoint, unknown) = await SettleAsync(session, checkpoint, cancellationToken);
            return await TakeBackAsync(session, checkpoint, progress, cancellationToken) with { Unknown = unknown };
        });

    private async Task<DeploymentOutcome> TakeBackAsync(TerraformSession session, DeploymentCheckpoint checkpoint, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(session, checkpoint.StateKey, cancellationToken);
        if (CheckpointReview.IsUndone(checkpoint, now.State)) return Outcome(DeploymentStatus.Succeeded, null, now, now, [], null);
        var earlier = _backups.Read(checkpoint);
        if (Refusal(checkpoint, now.State, earlier) is { } why) return DeploymentOutcome.Refused(Descriptors.RollbackRefused.Failure(checkpoint.StateKey, why), now.State);

        var backup = Backup(checkpoint.StateKey, now);
        var created = CheckpointReview.Created(checkpoint, now.State);
        if (created.Length > 0 && await DestroyAsync(session, checkpoint, created, now, backup, progress, cancellationToken) is { } stopped) return stopped;
        var middle = await ReadAsync(session, checkpoint.StateKey, CancellationToken.None);
        if (!CheckpointReview.IsUndone(checkpoint, middle.State)) await session.PushAsync(TerraformStateFile.Restore(middle.Text, earlier), CancellationToken.None);
        var after = await ReadAsync(session, checkpoint.StateKey, CancellationToken.None);
        return Outcome(DeploymentStatus.Succeeded, null, now, after, CheckpointReview.Undone(checkpoint, now.State, after.State), backup);
    }

    // What a dead run did: a plan that only refreshes waits until no other process works on the state, and tells which
    // objects are not as the state has them.
    private async Task<(DeploymentCheckpoint Settled, ImmutableArray<string> Unknown)> SettleAsync(TerraformSession session, DeploymentCheckpoint intent, CancellationToken cancellationToken)
    {
        var (plan, diagnostics) = await session.PlanAsync(["-refresh-only"], cancellationToken);
        using (plan)
        {
            if (Reader(session, Nothing(intent.StateKey), null).Read(plan.RootElement, diagnostics).Failure is { } failure) throw new DeploymentException(failure);
            var drifted = Reader(session, Nothing(intent.StateKey), null).Drift(plan.RootElement).Select(d => d.Address).ToHashSet(StringComparer.Ordinal);
            var now = await ReadAsync(session, intent.StateKey, cancellationToken);
            if (intent.Lineage.Length > 0 && now.State?.Lineage != intent.Lineage)
                throw new DeploymentException(Descriptors.RollbackRefused.Failure(intent.StateKey, $"the state '{intent.StateKey}' is another one now (lineage {now.State?.Lineage ?? "none"}, not {intent.Lineage})"));

            var (planned, earlier) = (intent.Steps.Select(s => s.Change).ToList(), _backups.Read(intent) ?? string.Empty);
            var before = TerraformStateFile.Read(intent.StateKey, earlier);
            var applied = AppliedChanges.Of(planned, before, now, CutOffApply.Done(planned, earlier, now.Text, drifted));
            var unknown = planned.Where(c => c.Action == CanonicalAction.Create && now.State?.Find(c.Address) is null).Select(c => c.Address);
            return (new StateTransition(Id, intent.StateKey, before, now.State).Checkpoint(applied, intent.EngineData), [.. unknown]);
        }
    }

    private static DeploymentTarget Nothing(string stateKey) => new() { StateKey = stateKey, Desired = new StackDescription(string.Empty, string.Empty, string.Empty, []) };

    private string? Refusal(DeploymentCheckpoint checkpoint, EngineState? now, string? earlier) =>
        CheckpointReview.Refusal(checkpoint, Id, now, earlier is null ? null : TerraformStateFile.Read(checkpoint.StateKey, earlier), _options.DestroyOnRollback, _options.DestroyUpdated);

    private async Task<DeploymentOutcome?> DestroyAsync(TerraformSession session, DeploymentCheckpoint checkpoint, ImmutableArray<string> created, StateSnapshot now, string? backup, IProgress<DeploymentEvent>? progress, CancellationToken cancellationToken)
    {
        var (plan, diagnostics) = await session.PlanAsync(["-destroy", .. created.Select(a => $"-target={a}")], cancellationToken);
        using (plan)
        {
            var preview = Reader(session, Nothing(checkpoint.StateKey), now.State).Read(plan.RootElement, diagnostics);
            var other = preview.Changes.FirstOrDefault(c => c.Action != CanonicalAction.NoOp && !(c.Action == CanonicalAction.Delete && created.Contains(c.Address)));
            var why = preview.Failure?.Message ?? preview.Conflicts.FirstOrDefault()?.Message
                ?? (other is null ? null : $"'{other.Address}' depends on what was created and would go with it");
            if (why is not null) return DeploymentOutcome.Refused(Descriptors.RollbackRefused.Failure(other?.Address, why), now.State);
        }

        var (result, stream) = await session.ApplyAsync(progress, cancellationToken);
        if (result.ExitCode == 0) return null;
        var after = await ReadAsync(session, checkpoint.StateKey, CancellationToken.None);
        var undone = CheckpointReview.Undone(checkpoint, now.State, after.State);
        return result.End == Processes.ProcessEnd.Cancelled
            ? Outcome(DeploymentStatus.Cancelled, Descriptors.DeploymentCancelled.Failure(checkpoint.StateKey, undone.Length, checkpoint.Steps.Length), now, after, undone, backup)
            : Outcome(DeploymentStatus.Failed, session.Failed("apply -destroy", stream.Diagnostics, result).Failure, now, after, undone, backup);
    }
}
