using System.Runtime.CompilerServices;
using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>Applies a stack: what its preview shows, and only if that is still so when it is applied.</summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="Use">The stack and how it is used.</param>
public sealed record ApplyStep(StepHeader Header, StackUse Use) : Step(Header)
{
    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override bool ChangesResources => true;

    /// <inheritdoc/>
    public override async Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var shown = await new PreviewStep(Header, Use).RunAsync(context, cancellationToken);
        if (!shown.GoesOn) return shown;

        var preview = shown.Preview!;
        var (target, _) = await Use.TargetAsync(context, cancellationToken);
        var progress = new Progress(context);
        var engine = context.Engine.Telling(intent => context.RememberUndo(DeploymentJson.ToElement(intent)));
        var outcome = await engine.ApplyAsync(target!, preview.Digest, progress, cancellationToken);
        var undo = outcome.Checkpoint is { } checkpoint ? DeploymentJson.ToElement(BegunChanges.Joined(checkpoint, BegunChanges.Of(context, Header.Id))) : (JsonElement?)null;
        if (outcome.Status == DeploymentStatus.Succeeded) return shown with { Undo = undo };

        var failed = outcome.Failure is { } failure ? EngineFailures.Failed(failure) : new StepResult(StepOutcome.Inconclusive, "the apply was cancelled between two changes");
        return failed with { Preview = preview, Undo = undo };
    }

    /// <inheritdoc/>
    public override async Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken)
    {
        var checkpoint = DeploymentJson.Read<DeploymentCheckpoint>(undo);
        var outcome = await context.Engine.RollbackAsync(checkpoint, new Progress(context), cancellationToken);
        return outcome.Status == DeploymentStatus.Succeeded ? TakenBack(context, checkpoint, outcome)
            : outcome.Failure is { } failure ? EngineFailures.Failed(failure)
            : new StepResult(StepOutcome.Inconclusive, "the rollback was cancelled between two changes");
    }

    private StepResult TakenBack(StepContext context, DeploymentCheckpoint checkpoint, DeploymentOutcome outcome)
    {
        if (!checkpoint.IsIntent) return StepResult.Succeeded($"{checkpoint.Steps.Length} changes of resources taken back");
        var done = StepResult.Succeeded($"{outcome.Applied.Length} changes of resources taken back of {checkpoint.Steps.Length} that were planned when the process died");
        if (outcome.Unknown.IsEmpty) return done;
        var unknown = Descriptors.ObjectUnknown.Anywhere(context.Phase.Id, Header.Id, string.Join(", ", outcome.Unknown));
        return done with { Diagnostics = [unknown], Evidence = [$"{unknown.Id}: in no state, and perhaps made: {string.Join(", ", outcome.Unknown)}"] };
    }

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("apply", (header, reader, scope) => new ApplyStep(header, StackUseReader.Read(reader, scope)));

    private sealed class Progress(StepContext context) : IProgress<DeploymentEvent>
    {
        public void Report(DeploymentEvent value)
        {
            if (value.Kind == DeploymentEventKind.Completed) context.Progress($"{StackUse.Name(value.Action)} {value.Address}");
        }
    }
}
