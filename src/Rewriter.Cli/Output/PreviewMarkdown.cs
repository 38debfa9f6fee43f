using System.Text;
using Rewriter.Deployment;
using Rewriter.Migrations.PullRequests;
using Rewriter.Migrations.Steps;

namespace Rewriter.Cli.Output;

/// <summary>What a phase does to resources, as Markdown for a pull request.</summary>
internal static class PreviewMarkdown
{
    public static string Write(PreviewModel model)
    {
        var text = new StringBuilder();
        var plan = model.Plan;
        text.Append($"# {Escape(plan.Migration.Id)} / {Escape(plan.Phase.Id)}: {Escape(plan.Phase.Title)}\n\n{Escape(plan.Phase.Why)}\n\n");
        text.Append(plan.IsBlocked ? "**This phase cannot be applied as it is.**" : $"Agree to exactly this with `rewrite apply {plan.Phase.Id} --digest {model.Digest}`.").Append("\n\n");
        Hazards(text, model);
        Resources(text, model);
        SideBySide(text, model);
        Roles(text, model);
        text.Append($"## Graph\n\n```mermaid\n{model.Graph}```\n");
        return text.ToString();
    }

    private static void Hazards(StringBuilder text, PreviewModel model)
    {
        text.Append("## Hazards\n\n");
        if (model.Plan.Hazards.IsEmpty) text.Append("None was found.\n");
        foreach (var hazard in model.Plan.Hazards)
        {
            text.Append($"- **{hazard.Id}** {(hazard.AllowedBecause is not null ? "accepted" : hazard.Stops ? "blocker" : "high")}: {Escape(hazard.Message)}\n");
            foreach (var evidence in hazard.Evidence) text.Append($"  - {Escape(evidence.ToString())}\n");
            text.Append(hazard.AllowedBecause is { } because ? $"  - Accepted because {Escape(because)}\n" : $"  - {Escape(hazard.Remedy)}\n");
            if (hazard is { AllowedBecause: null, Paste: { } paste }) text.Append($"\n{MarkdownText.Fenced(paste.Language, paste.Text, indent: 4)}\n");
        }

        foreach (var error in model.Plan.Errors) text.Append($"- **{error.Id}** error: {Escape(error.GetMessage(System.Globalization.CultureInfo.InvariantCulture))}\n");
        text.Append('\n');
    }

    private static void Resources(StringBuilder text, PreviewModel model)
    {
        text.Append("## Resources\n\n");
        if (!model.Previews.Any()) text.Append("This phase previews no resources.\n\n");
        foreach (var (step, preview) in model.Previews)
        {
            text.Append($"### {Escape(step.Header.Id)}: {Escape(step.Header.Title)}\n\nState `{preview.StateKey}`, engine {preview.Engine}: {PreviewText.Counts(preview)}.\n\n");
            foreach (var conflict in preview.Conflicts) text.Append($"- would fail: {Code(conflict.Address)}: {Escape(conflict.Message)}\n");
            foreach (var (action, changes) in PreviewModel.ByAction(preview).Where(g => g.Action != CanonicalAction.NoOp))
            {
                text.Append($"**{StackUse.Name(action)}** ({changes.Length})\n\n");
                foreach (var change in changes) Change(text, change);
                text.Append('\n');
            }
        }
    }

    private static void Change(StringBuilder text, ResourceChange change)
    {
        text.Append($"- {Code(change.Address)}{(change.PreviousAddress is { } was ? $" (was {Code(was)})" : string.Empty)}\n");
        foreach (var difference in change.Differences)
            text.Append($"  - {Code(difference.Path)}: {Code(difference.Before?.ToString() ?? "none")} → {Code(difference.After?.ToString() ?? "none")}{(difference.ForcesReplacement && change.Action == CanonicalAction.Replace ? " **forces replacement**" : string.Empty)}\n");
    }

    private static void SideBySide(StringBuilder text, PreviewModel model)
    {
        text.Append("## Before and after\n\n");
        foreach (var (key, rows) in model.SideBySide())
        {
            text.Append($"State `{key}`\n\n| Address | Before | After |\n| --- | --- | --- |\n");
            foreach (var (address, before, after) in rows) text.Append($"| {Code(address)} | {Cell(PreviewModel.Label(before))} | {Cell(PreviewModel.Label(after))} |\n");
            text.Append('\n');
        }
    }

    private static void Roles(StringBuilder text, PreviewModel model)
    {
        var generations = model.Plan.Migration.Generations;
        if (generations.IsEmpty) return;
        text.Append($"## Generations\n\n| Role | {string.Join(" | ", generations.Select(g => g == model.Plan.Phase.Generation ? $"{g} (this phase)" : g))} |\n|{string.Concat(Enumerable.Repeat(" --- |", generations.Length + 1))}\n");
        foreach (var (role, names) in model.Roles) text.Append($"| {Cell(role)} | {string.Join(" | ", names.Select(n => Code(n.Name)))} |\n");
        text.Append('\n');
    }

    // A bar ends a cell even inside of code.
    private static string Code(string text) => $"`{text.Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ')}`";

    private static string Cell(string text) => Escape(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Replace('\n', ' '))
        {
            if (c is '\\' or '*' or '_' or '<' or '>' or '[' or ']' or '#') result.Append('\\');
            result.Append(c);
        }

        return result.ToString();
    }
}
