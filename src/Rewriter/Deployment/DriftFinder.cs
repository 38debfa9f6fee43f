namespace Rewriter.Deployment;

/// <summary>Compares program, state and cloud.</summary>
internal static class DriftFinder
{
    public static IEnumerable<DriftFinding> Find(EngineState? state, CloudSnapshot cloud, DeploymentPlan plan)
    {
        if (state?.Pending is { } pending)
        {
            var entry = pending.After ?? pending.Before!;
            yield return new DriftFinding(DriftKind.Unfinished, entry.Address, entry.Type, entry.Id, $"a change of '{entry.Id}' was begun and not recorded as done", []);
        }

        foreach (var entry in state?.Resources ?? [])
        {
            if (cloud.Find(entry.Type, entry.Id) is not { } found)
            {
                yield return new DriftFinding(DriftKind.Missing, entry.Address, entry.Type, entry.Id, $"the state holds '{entry.Id}', which does not exist", []);
                continue;
            }

            var differences = StackDiff.Between(entry.Inputs, found.Attributes, null, entry.Options.IgnoreChanges.Concat(OutsideSecrets(entry.Inputs)));
            if (differences.Length > 0)
                yield return new DriftFinding(DriftKind.Changed, entry.Address, entry.Type, entry.Id, $"'{entry.Id}' was changed outside", differences);
        }

        foreach (var change in plan.Changes.Select(c => c.Change).Where(c => c.Action != CanonicalAction.NoOp))
            yield return new DriftFinding(DriftKind.NotApplied, change.Address, change.Type, change.PhysicalId, $"the program wants this and it is not applied: {change.Action}", change.Differences);
    }

    private static IEnumerable<string> OutsideSecrets(StackMap inputs) => inputs.Where(i => i.Value.IsSecret).Select(i => i.Key);
}
