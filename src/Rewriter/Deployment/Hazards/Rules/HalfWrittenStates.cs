using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H22: writing several states stopped in between.</summary>
internal sealed class HalfWrittenStates : HazardRule
{
    public override string Id => "H22";

    public override string Title => "States were written halfway";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "`rewrite resume` or `rewrite rollback` of the phase that stopped";

    public override IEnumerable<HazardFinding> Find(HazardContext context)
    {
        foreach (var push in context.Pushes.Where(p => p.ExpectedSerial != p.ActualSerial))
        {
            yield return Finding(
                push.StateKey,
                $"The state '{push.StateKey}' has the serial {push.ActualSerial}; by the journal it should have {push.ExpectedSerial}.",
                "Finish or undo the phase that stopped before anything else is applied.",
                new HazardEvidence($"state {push.StateKey}: serial {push.ActualSerial}, expected {push.ExpectedSerial}"));
        }

        foreach (var state in context.States.Where(s => s.Pending is not null))
        {
            var entry = state.Pending!.After ?? state.Pending.Before!;
            yield return Finding(
                state.Key,
                $"In the state '{state.Key}' a change of '{entry.Address}' was begun and not recorded as done.",
                "Finish or undo the phase that stopped before anything else is applied.",
                new HazardEvidence($"state {state.Key}: {state.Pending.Action.ToString().ToLowerInvariant()} {entry.Address} ({entry.Id}) is pending"));
        }
    }

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new HalfWrittenStates());
}
