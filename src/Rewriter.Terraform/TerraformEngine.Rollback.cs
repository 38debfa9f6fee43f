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
            var now = await ReadAsync(session, checkpoint.StateKey, cancellationToken);
            checkpoint = CheckpointReview.Found(checkpoint, now.State, $"{checkpoint.StateKey}/{BackupFile(checkpoint.Lineage, checkpoint.SerialBefore)}");
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
        });

    private string? Refusal(DeploymentCheckpoint checkpoint, EngineState? now, string? earlier) =>
        CheckpointReview.Refusal(checkpoint, Id, now, earlier is null ? null : TerraformStateFile.Read(checkpoint.StateKey, earlier), _options.DestroyOnRollback, _options.DestroyUpdated);

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
