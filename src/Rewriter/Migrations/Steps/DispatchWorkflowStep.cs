using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rewriter.Definitions;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Forges;

namespace Rewriter.Migrations.Steps;

/// <summary>Starts a workflow of the repository and waits until it has ended.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Workflow">The workflow.</param>
/// <param name="Interval">How long it rests between two looks.</param>
/// <param name="Instructions">What a person does where the workflow does not end, with settings in it; null for the general advice.</param>
/// <param name="Back">The workflow that takes it back; null where none does.</param>
public sealed record DispatchWorkflowStep(StepHeader Header, WorkflowCall Workflow, TimeSpan Interval, string? Instructions, WorkflowCall? Back) : Step(Header)
{
    private const string RunNote = "run";
    private const string Starting = "starting";
    private const int LogLines = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>True: where time runs out it says what to do by hand.</summary>
    public override bool KeepsTime => true;

    /// <summary>True where a workflow takes it back: then it does so even where the process died while the first one ran.</summary>
    public override bool IsRehearsed => Back is not null;

    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["run", "url"];

    /// <inheritdoc/>
    public override string? IrreversibleBecause => Back is null ? "no workflow is named that takes it back" : null;

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        if (Workflow.Expand(context, out var call) is { } missing) return missing;
        if (context.Forge is not { } forge) return StepResult.Failed(Descriptors.ForgeMissing.Anywhere(call.File));
        if (context.IsSimulation) return StepResult.Succeeded($"will start {call.Words} and wait {WorkflowTime.Text(TimeLimit)} at most") with { Undo = UndoOf(context) };

        // A run that an earlier attempt started and did not see the end of is waited for, not started again.
        var note = context.Remembered.GetValueOrDefault(RunNote);
        if (note == Starting) return new StepResult(StepOutcome.Inconclusive, $"an earlier attempt ended while it started {call.File}, so nobody knows whether it runs: look among its runs, and say with 'rewrite resolve' what you found") { Undo = UndoOf(context) };
        var started = long.TryParse(note, CultureInfo.InvariantCulture, out var id)
            ? await forge.GetWorkflowRunAsync(id, cancellationToken)
            : null;
        if (started is null or { State: CheckState.Failure })
        {
            started = await StartAsync(context, forge, call, cancellationToken);
            context.Remember(RunNote, started.Id.ToString(CultureInfo.InvariantCulture));
            context.Progress($"{call.File}: {started.WebUrl}");
        }

        return await FollowAsync(context, forge, call, started, cancellationToken);
    });

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        var back = new WorkflowCall(undo.GetProperty("file").GetString()!, undo.GetProperty("ref").GetString()!, undo.GetProperty("inputs").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!));
        if (context.Forge is not { } forge) return StepResult.Failed(Descriptors.ForgeMissing.Anywhere(back.File));
        return await FollowAsync(context, forge, back, await forge.DispatchWorkflowAsync(back.File, back.Reference, back.Inputs, cancellationToken), cancellationToken);
    });

    /// <inheritdoc/>
    public override Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken) =>
        Task.FromResult(context.Forge is null ? StepResult.Failed(Descriptors.ForgeMissing.Anywhere(undo.GetProperty("file").GetString())) : null);

    // Starting has no name by which it could be asked for again: that it was begun is written down before.
    private static async Task<WorkflowRun> StartAsync(StepContext context, IForge forge, WorkflowCall call, CancellationToken cancellationToken)
    {
        context.Remember(RunNote, Starting);
        try
        {
            return await forge.DispatchWorkflowAsync(call.File, call.Reference, call.Inputs, cancellationToken);
        }
        catch (ForgeException refused) when (refused.Status is not null)
        {
            context.Remember(RunNote, string.Empty);
            throw;
        }
    }

    private TimeSpan TimeLimit => Header.Timeout ?? Limit;

    private async Task<StepResult> FollowAsync(StepContext context, IForge forge, WorkflowCall call, WorkflowRun run, CancellationToken cancellationToken)
    {
        var undo = call.File == Workflow.File ? UndoOf(context) : null;
        var outputs = ImmutableSortedDictionary<string, string>.Empty.Add("run", run.Id.ToString(CultureInfo.InvariantCulture)).Add("url", run.WebUrl.ToString());
        var end = context.Time.GetUtcNow() + TimeLimit;
        for (; run.State == CheckState.Pending; run = await forge.GetWorkflowRunAsync(run.Id, cancellationToken))
        {
            if (context.Time.GetUtcNow() >= end)
            {
                var late = StepResult.Failed(Descriptors.WorkflowTimedOut.Anywhere(call.File, WorkflowTime.Text(TimeLimit), run.WebUrl, Advice(context)));
                return late with { Outcome = StepOutcome.Inconclusive, Outputs = outputs, Undo = undo, Evidence = [$"{run.WebUrl} has not ended"] };
            }

            await Task.Delay(Interval, context.Time, cancellationToken);
        }

        if (run.State == CheckState.Success) return StepResult.Succeeded($"{call.Words} ended well: {run.WebUrl}") with { Outputs = outputs, Undo = undo, Evidence = [$"{run.WebUrl} {run.Conclusion}"] };
        var log = await forge.GetFailedLogTailAsync(run.Id, LogLines, cancellationToken);
        var tail = string.Concat(log.Select(l => $"\n    | {l}"));
        return StepResult.Failed(Descriptors.WorkflowFailed.Anywhere(call.File, run.Conclusion, run.WebUrl, tail)) with { Outputs = outputs, Undo = undo, Evidence = [$"{run.WebUrl} {run.Conclusion}", .. log] };
    }

    private string Advice(StepContext context) => Instructions is null
        ? "Look at the run. 'rewrite resume' goes on waiting for it; 'rewrite rollback' takes the phase back."
        : context.Settings.Expand(Instructions, out _).Trim();

    private JsonElement? UndoOf(StepContext context)
    {
        if (Back is null || Back.Expand(context, out var call) is not null) return null;
        var inputs = new JsonObject();
        foreach (var (name, value) in call.Inputs) inputs[name] = value;
        return new JsonObject { ["file"] = call.File, ["ref"] = call.Reference, ["inputs"] = inputs }.ToElement();
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("dispatch-workflow", (header, reader, scope) =>
    {
        var workflow = WorkflowCall.Read(reader, scope);
        var interval = reader.Duration("interval") ?? TimeSpan.FromSeconds(5);
        var instructions = scope.ReadTemplate(reader, "instructions");
        WorkflowCall? back = null;
        if (reader.Section("undo", $"undo of step '{header.Id}'") is { } section)
        {
            back = WorkflowCall.Read(section, scope);
            section.Finish();
        }

        return new DispatchWorkflowStep(header, workflow, interval, instructions, back);
    });
}
