using System.Collections.Immutable;

namespace Rewriter.Deployment;

/// <summary>Steps that are undone together: moves, which may swap addresses; every other step is alone.</summary>
internal sealed record RollbackUnit(ImmutableArray<AppliedStep> Steps)
{
    /// <summary>The units of an apply, in its order.</summary>
    public static ImmutableArray<RollbackUnit> Of(ImmutableArray<AppliedStep> steps)
    {
        var units = ImmutableArray.CreateBuilder<RollbackUnit>();
        foreach (var step in steps)
        {
            var joins = step.Change.Action == CanonicalAction.Move && units.Count > 0 && units[^1].Steps[^1].Change.Action == CanonicalAction.Move;
            if (joins) units[^1] = new RollbackUnit(units[^1].Steps.Add(step));
            else units.Add(new RollbackUnit([step]));
        }

        return units.ToImmutable();
    }

    /// <summary>How many units, from the first one, the state shows as applied; null where it shows neither before nor after nor anything in between.</summary>
    public static int? CountApplied(ImmutableArray<RollbackUnit> units, EngineState state)
    {
        var now = Entries(units, state);
        var expected = ImmutableStack.Create(Start(units, state));
        foreach (var unit in units) expected = expected.Push(unit.Redo(expected.Peek()));
        for (var count = units.Length; count >= 0; count--)
        {
            expected = expected.Pop(out var then);
            if (Entries(units, then).SequenceEqual(now)) return count;
        }

        return null;
    }

    /// <summary>The first address whose entry is not as the apply left it.</summary>
    public static string FirstChanged(ImmutableArray<RollbackUnit> units, EngineState state)
    {
        var then = units.Aggregate(Start(units, state), (s, u) => u.Redo(s));
        return Addresses(units).FirstOrDefault(a => Text(then.Find(a)) != Text(state.Find(a))) ?? string.Empty;
    }

    /// <summary>The state before the unit, given the one after it.</summary>
    public EngineState Undo(EngineState state)
    {
        state = Steps.Aggregate(state, (s, step) => s.With(step.StateAfter, null));
        return Steps.Aggregate(state, (s, step) => s.With(null, step.StateBefore));
    }

    private EngineState Redo(EngineState state)
    {
        state = Steps.Aggregate(state, (s, step) => s.With(step.StateBefore, null));
        return Steps.Aggregate(state, (s, step) => s.With(null, step.StateAfter));
    }

    // What the first step at an address found there.
    private static EngineState Start(ImmutableArray<RollbackUnit> units, EngineState state)
    {
        var start = state with { Resources = [] };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var before in unit.Steps.Select(s => s.StateBefore).OfType<ResourceState>().Where(b => !seen.Contains(b.Address))) start = start.With(null, before);
            seen.UnionWith(unit.Steps.SelectMany(s => new[] { s.StateBefore?.Address, s.StateAfter?.Address }).OfType<string>());
        }

        return start;
    }

    private static IEnumerable<string> Addresses(ImmutableArray<RollbackUnit> units) => units.SelectMany(u => u.Steps)
        .SelectMany(s => new[] { s.StateBefore?.Address, s.StateAfter?.Address }).OfType<string>().Distinct(StringComparer.Ordinal);

    private static List<string?> Entries(ImmutableArray<RollbackUnit> units, EngineState state) => [.. Addresses(units).Select(a => Text(state.Find(a)))];

    private static string? Text(ResourceState? entry) => entry is null ? null : DeploymentJson.WriteLine(entry);
}
