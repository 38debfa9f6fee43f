using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Terraform;

/// <summary>What an apply really did: the stream tells of objects, only the states before and after tell of addresses.</summary>
internal static class AppliedChanges
{
    public static ImmutableArray<ResourceChange> Of(IEnumerable<ResourceChange> planned, EngineState? before, StateSnapshot after, IReadOnlyList<(string Address, string Action)> done)
    {
        var tainted = TerraformStateFile.Tainted(after.Text).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. planned.Select(c => Made(c, before, after.State, done, tainted)).OfType<ResourceChange>()
                .Select((change, index) => (change, index)).OrderBy(x => At(done, x.change)).ThenBy(x => x.index).Select(x => x.change),
        ];
    }

    private static ResourceChange? Made(ResourceChange change, EngineState? before, EngineState? after, IReadOnlyList<(string Address, string Action)> done, HashSet<string> tainted)
    {
        var (old, now) = (before?.Find(change.PreviousAddress ?? change.Address), after?.Find(change.Address));
        switch (change.Action)
        {
            case CanonicalAction.Create when now is not null && (old is null || done.Contains((change.Address, "create"))):
                return change with { NewPhysicalId = now.Id, Reason = tainted.Contains(change.Address) ? "making the object failed halfway (tainted)" : change.Reason };
            case CanonicalAction.Delete: return now is null || done.Contains((change.Address, "delete")) ? change : null;
            case CanonicalAction.Forget: return old is not null && now?.Id != old.Id ? change : null;
            case CanonicalAction.Import: return old is null && now is not null && (change.Differences.IsEmpty || done.Contains((change.Address, "update"))) ? change
                : old is null && now is not null ? change with { Differences = [], After = change.Before } : null;
            case CanonicalAction.Move: return old is not null && now?.Id == old.Id ? change : null;
            case CanonicalAction.Update: return done.Contains((change.Address, "update")) ? change : null;
            case CanonicalAction.Replace:
                var (gone, made) = (done.Contains((change.Address, "delete")), done.Contains((change.Address, "create")));
                if (made && gone) return change with { NewPhysicalId = now?.Id };
                return gone ? change with { Action = CanonicalAction.Delete, Order = ReplaceOrder.None, NewPhysicalId = null, After = StackMap.Empty, Differences = [], Reason = "deleted to be replaced; its successor was not made" }
                    : made ? change with { Action = CanonicalAction.Create, Order = ReplaceOrder.None, NewPhysicalId = now?.Id, Reason = "made as a successor; its predecessor was not deleted" } : null;
            default: return null;
        }
    }

    private static int At(IReadOnlyList<(string Address, string Action)> done, ResourceChange change)
    {
        for (var i = 0; i < done.Count; i++)
        {
            if (done[i].Address == change.Address) return i;
        }

        // What only the state knows comes first; an object that the stream did not finish was the last one.
        return change.Action is CanonicalAction.Move or CanonicalAction.Import or CanonicalAction.Forget ? -1 : int.MaxValue;
    }
}
