using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Migrations.Ledgers;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// What an apply writes into the ledger before it acts: the changes that it is going to make. Where it ends in its middle,
/// the next run knows by this that what it finds left is the rest of what was asserted; and where all changes are
/// creations, a rollback knows what the dead run may have made.
/// </summary>
internal static class AnnouncedApply
{
    private const string Note = "announced";

    /// <summary>Announces what is about to be applied.</summary>
    public static void Announce(StepContext context, DeploymentPreview preview)
    {
        var changes = Changes(preview).ToList();
        if (changes.Count == 0) return;
        context.Remember(Note, DeploymentJson.WriteLine(new DeploymentCheckpoint
        {
            Engine = preview.Engine, StateKey = preview.StateKey, Lineage = preview.Lineage, SerialBefore = preview.Serial, IsAnnounced = true,
            Steps = [.. changes.Select(c => new AppliedStep { Change = new ResourceChange { Address = c.Address, Type = c.Type, Action = c.Action, Role = c.Role, LogicalName = c.LogicalName } })],
        }));
    }

    /// <summary>Whether a preview has nothing but changes that an earlier run of the step announced, and did not come to.</summary>
    public static bool IsRest(StepContext context, DeploymentPreview preview)
    {
        if (context.Remembered.GetValueOrDefault(Note) is not { } note) return false;
        var announced = DeploymentJson.Read<DeploymentCheckpoint>(note).Steps.Select(s => (s.Change.Address, s.Change.Action)).ToHashSet();
        return Changes(preview).All(c => announced.Contains((c.Address, c.Action)));
    }

    /// <summary>
    /// What takes back a run that announced and came to no end; null where the entry is no such announcement, or where
    /// something else than creations was announced: nobody knows then how far the run came.
    /// </summary>
    public static JsonElement? UndoOf(LedgerEntry noted)
    {
        if (noted.Outputs?.GetValueOrDefault(Note) is not { } note) return null;
        var checkpoint = DeploymentJson.Read<DeploymentCheckpoint>(note);
        return checkpoint.Steps.All(s => s.Change.Action == CanonicalAction.Create) ? JsonSerializer.SerializeToElement(checkpoint, DeploymentJson.Options) : null;
    }

    private static IEnumerable<ResourceChange> Changes(DeploymentPreview preview) => preview.Changes.Where(c => c.Action != CanonicalAction.NoOp);
}
