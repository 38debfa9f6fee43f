using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Steps;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Execution;

/// <summary>Runs one step in earnest: recorded in the ledger before it acts and after, within its time, as often as it may be tried.</summary>
/// <param name="session">The migration and what it works on.</param>
internal sealed class StepRunner(MigrationSession session)
{
    /// <summary>Runs a step.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="step">The step.</param>
    /// <param name="adapt">Adds to its context what its caller knows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<StepResult> RunAsync(Phase phase, Step step, Func<StepContext, StepContext> adapt, CancellationToken cancellationToken)
    {
        var last = session.Ledger.LastOf(session.Migration.Id, phase.Id, step.Header.Id);
        var operation = string.Create(CultureInfo.InvariantCulture, $"{session.Ledger.Entries.Length + 1:0000}-{phase.Id}-{step.Header.Id}");
        var context = adapt(session.ContextFor(phase, operation)) with
        {
            Remembered = session.Ledger.NotesOf(session.Migration.Id, phase.Id, step.Header.Id),
            Remember = (name, value) => session.Ledger.Append(
                LedgerEvent.StepNoted, session.Migration.Id, phase.Id, step.Header.Id, session.Secrets.Mask($"{name} {value}"), operation: operation,
                outputs: ImmutableSortedDictionary<string, string>.Empty.Add(name, session.Secrets.Mask(value))),
            RememberUndo = left => session.Ledger.Append(
                LedgerEvent.StepNoted, session.Migration.Id, phase.Id, step.Header.Id, "what leads back should the process die", operation: operation, undo: left),
            IsUncertain = last is { Event: LedgerEvent.StepBegun } or { Event: LedgerEvent.StepEnded, Outcome: StepOutcome.Inconclusive },
        };
        var undo = step.IsRehearsed && (session.Engines.RehearsesUndo || !step.ChangesResources) ? await RehearseAsync(step, context, cancellationToken) : null;
        session.Ledger.Append(LedgerEvent.StepBegun, session.Migration.Id, phase.Id, step.Header.Id, session.Secrets.Mask(step.Header.Title), operation: operation, digest: step.Header.Digest, undo: undo);
        session.Progress($"{step.Header.Id}: {step.Header.Title}");
        return End(phase, step, operation, await StepAttempts.RunAsync(step, context, cancellationToken));
    }

    /// <summary>Records how a step ended.</summary>
    public StepResult End(Phase phase, Step step, string? operation, StepResult result)
    {
        var open = session.Secrets.Mask(result);
        session.Ledger.Append(LedgerEvent.StepEnded, session.Migration.Id, phase.Id, step.Header.Id, open.Summary, open.Outcome, open.Evidence, operation, step.Header.Digest, open.Undo, outputs: open.Outputs);
        return open;
    }

    // What the step will leave to be undone, should the process die before the step can say so itself.
    private async Task<JsonElement?> RehearseAsync(Step step, StepContext context, CancellationToken cancellationToken)
    {
        var files = new OverlayWorkspace(session.Workspace);
        var (engine, cloud) = session.Engines.Simulation(files);
        var copies = context with { Engine = engine, Cloud = cloud, Workspace = files, IsSimulation = true, PlannedFiles = new Dictionary<string, byte[]>(StringComparer.Ordinal), PlannedTags = [], Progress = static _ => { }, Remember = static (_, _) => { }, RememberUndo = static _ => { } };
        return (await StepAttempts.OnceAsync(step, copies, cancellationToken)).Undo;
    }
}
