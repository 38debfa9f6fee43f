using System.Collections.Immutable;
using Rewriter.Deployment;

namespace Rewriter.Pulumi;

/// <summary>What an update really did: events tell of steps, the states before and after of what came of them.</summary>
internal static class AppliedChanges
{
    /// <summary>The planned changes that were made, in the order in which they were.</summary>
    /// <param name="planned">The changes of the preview.</param>
    /// <param name="before">The state before.</param>
    /// <param name="after">The state after.</param>
    /// <param name="done">The steps that were done, by address.</param>
    public static ImmutableArray<ResourceChange> Of(IEnumerable<ResourceChange> planned, EngineState? before, EngineState? after, IReadOnlyList<(string Address, string Operation)> done) =>
    [
        .. planned.Select(c => Made(c, before, after, done)).OfType<ResourceChange>()
            .Select((change, index) => (change, index)).OrderBy(x => At(done, x.change)).ThenBy(x => x.index).Select(x => x.change),
    ];

    private static ResourceChange? Made(ResourceChange change, EngineState? before, EngineState? after, IReadOnlyList<(string Address, string Operation)> done)
    {
        var (old, now) = (before?.Find(change.PreviousAddress ?? change.Address), after?.Find(change.Address));
        switch (change.Action)
        {
            case CanonicalAction.Create: return old is null && now is not null ? change with { NewPhysicalId = now.Id } : null;
            case CanonicalAction.Delete or CanonicalAction.Forget: return old is not null && now is null ? change : null;
            case CanonicalAction.Import: return old is null && now is not null ? change with { NewPhysicalId = now.Id } : null;
            case CanonicalAction.Move: return old is not null && now?.Id == old.Id ? change : null;
            case CanonicalAction.Update: return done.Contains((change.Address, "update")) ? change : null;
            case CanonicalAction.Replace: return Replaced(change, now, done.Contains((change.Address, "create-replacement")), done.Contains((change.Address, "delete-replaced")));
            default: return null;
        }
    }

    private static ResourceChange? Replaced(ResourceChange change, ResourceState? now, bool made, bool gone) => (made, gone) switch
    {
        (true, true) => change with { NewPhysicalId = now?.Id },
        (true, false) => change with { Action = CanonicalAction.Create, Order = ReplaceOrder.None, NewPhysicalId = now?.Id, Reason = "made as a successor; its predecessor was not deleted" },
        (false, true) => change with { Action = CanonicalAction.Delete, Order = ReplaceOrder.None, NewPhysicalId = null, After = StackMap.Empty, Differences = [], Reason = "deleted to be replaced; its successor was not made" },
        _ => null,
    };

    // What only the state knows comes first.
    private static int At(IReadOnlyList<(string Address, string Operation)> done, ResourceChange change)
    {
        for (var i = 0; i < done.Count; i++)
        {
            if (done[i].Address == change.Address) return i;
        }

        return -1;
    }
}
