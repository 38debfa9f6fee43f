using Rewriter.Deployment;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Output;

/// <summary>What a phase does to resources, as text for people.</summary>
/// <param name="writer">Where it goes.</param>
/// <param name="style">Colours.</param>
internal sealed class PreviewReport(TextWriter writer, Style style)
{
    public void Write(PhasePlan plan)
    {
        writer.WriteLine($"{style.Strong($"{plan.Migration.Id} / {plan.Phase.Id}")}  resources");
        writer.WriteLine();
        new PlanText(writer, style).WriteHazards(plan.Hazards);
        foreach (var (step, result, isDone) in plan.Steps)
        {
            if (result?.Preview is not { } preview) continue;
            writer.WriteLine($"{style.Strong(step.Header.Id)}  state {preview.StateKey}, engine {preview.Engine}: {PreviewText.Counts(preview)}");
            foreach (var line in Lines(preview)) writer.WriteLine($"  {line}");
            foreach (var conflict in preview.Conflicts) writer.WriteLine($"  {style.Bad("would fail")}  {conflict.Address}: {conflict.Message}");
            writer.WriteLine();
        }

        WriteSides(PreviewModel.Of(plan));
        new PlanText(writer, style).WriteDiagnostics([.. plan.Errors]);
        writer.WriteLine(plan.IsBlocked ? style.Bad("The phase cannot be applied.") : $"Plan {plan.Binding.Digest[..12]}: apply it with {style.Strong($"rewrite apply {plan.Phase.Id}")}");
    }

    private void WriteSides(PreviewModel model)
    {
        foreach (var (key, rows) in model.SideBySide())
        {
            writer.WriteLine($"{style.Strong("state " + key)}  before | after");
            foreach (var (address, before, after) in rows) writer.WriteLine($"  {address}: {PreviewModel.Label(before)} | {PreviewModel.Label(after)}");
            writer.WriteLine();
        }
    }

    /// <summary>One line a change, and one a property that differs.</summary>
    public static IEnumerable<string> Lines(DeploymentPreview preview)
    {
        foreach (var change in preview.Changes.Where(c => c.Action != CanonicalAction.NoOp))
        {
            var moved = change.PreviousAddress is { } old ? $" (was {old})" : string.Empty;
            var id = change.NewPhysicalId ?? change.PhysicalId;
            yield return $"{Sign(change.Action)} {StackUse.Name(change.Action),-8} {change.Address}{moved}{(id is null ? string.Empty : $"  {id}")}";
            if (change.Action is not (CanonicalAction.Update or CanonicalAction.Replace)) continue;
            foreach (var difference in change.Differences)
                yield return $"      {difference.Path}: {difference.Before} -> {difference.After}{(difference.ForcesReplacement ? "  forces replacement" : string.Empty)}";
        }
    }

    private static char Sign(CanonicalAction action) => action switch
    {
        CanonicalAction.Create => '+',
        CanonicalAction.Delete => '-',
        CanonicalAction.Replace => '!',
        CanonicalAction.Update => '~',
        _ => '=',
    };
}
