namespace Rewriter.Deployment;

/// <summary>How many resources of a preview meet each action.</summary>
/// <param name="NoOp">Left as they are.</param>
/// <param name="Move">Moved to another address, not changed.</param>
/// <param name="Import">Taken over.</param>
/// <param name="Forget">Dropped from the state.</param>
/// <param name="Create">Made.</param>
/// <param name="Update">Changed in place.</param>
/// <param name="Replace">Replaced.</param>
/// <param name="Delete">Deleted.</param>
public sealed record ChangeCounts(int NoOp, int Move, int Import, int Forget, int Create, int Update, int Replace, int Delete)
{
    /// <summary>Whether nothing is done at all.</summary>
    public bool IsNothing => this with { NoOp = 0 } == new ChangeCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts changes.</summary>
    public static ChangeCounts Of(IEnumerable<ResourceChange> changes)
    {
        var counts = new int[8];
        foreach (var change in changes) counts[(int)change.Action]++;
        return new(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7]);
    }

    /// <summary>How many there are of one action.</summary>
    public int Of(CanonicalAction action) => action switch
    {
        CanonicalAction.NoOp => NoOp,
        CanonicalAction.Move => Move,
        CanonicalAction.Import => Import,
        CanonicalAction.Forget => Forget,
        CanonicalAction.Create => Create,
        CanonicalAction.Update => Update,
        CanonicalAction.Replace => Replace,
        _ => Delete,
    };
}
