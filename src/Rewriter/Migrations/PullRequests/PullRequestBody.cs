using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// What a reviewer reads: dangers first, then where the migration stands, what changes, what does not and why, and the
/// way back. The same plan always gives the same text.
/// </summary>
/// <param name="proposal">What is proposed.</param>
/// <param name="progress">Where each phase of the migration stands.</param>
public sealed class PullRequestBody(Proposal proposal, Func<Phase, PhaseProgress> progress)
{
    private const int PlacesPerReason = 20;
    private readonly PhasePlan _plan = proposal.Plan;

    /// <summary>The body, within the limit of a forge: where it is too long, the longest parts are shortened first.</summary>
    public string Write()
    {
        var marker = ProposalMarker.Of(proposal.Unit, proposal.PlanDigest);
        var sections = new[] { BodySection.Fixed(Why()), Hazards(), BodySection.Fixed(Phases()), Picture(), Changes(), Resources(), Kept(), Left(), BodySection.Fixed(RollBack()), BodySection.Fixed(Checklist()), BodySection.Fixed(Footer()) };
        var texts = sections.Select(s => s.Full).ToArray();
        while (Length(marker, texts) > MarkdownText.MaxLength)
        {
            var longest = Enumerable.Range(0, sections.Length).Where(i => texts[i] != sections[i].Short).OrderByDescending(i => texts[i].Length).ThenBy(i => i).Cast<int?>().FirstOrDefault();
            if (longest is not { } index) break;
            texts[index] = sections[index].Short;
        }

        return MarkdownText.Limit($"{marker}\n{string.Join('\n', texts.Where(t => t.Length > 0))}");
    }

    private static int Length(string marker, string[] texts) => marker.Length + 1 + texts.Sum(t => t.Length + 1);

    private string Why() => $"**{MarkdownText.Plain(_plan.Phase.Why)}**\n\nPart of *{MarkdownText.Plain(_plan.Migration.Why)}*\n";

    private BodySection Hazards()
    {
        if (_plan.Hazards.IsEmpty) return BodySection.Fixed("### Hazards\n\nNone was found.\n");
        var full = new StringBuilder("### Hazards\n\n");
        var brief = new StringBuilder("### Hazards\n\n");
        foreach (var hazard in _plan.Hazards)
        {
            var weight = hazard.AllowedBecause is not null ? "accepted" : hazard.Stops ? Overridden(hazard) is null ? "**blocker**" : "**blocker, overridden**" : "high";
            var line = $"- **{hazard.Id}** ({weight}): {MarkdownText.Plain(hazard.Message)}\n";
            brief.Append(line);
            full.Append(line);
            foreach (var evidence in hazard.Evidence.Take(PlacesPerReason)) full.Append("  - ").Append(MarkdownText.Plain(evidence.ToString())).Append('\n');
            full.Append("  - ").Append(MarkdownText.Plain(hazard.AllowedBecause is { } because ? $"Accepted because {because}" : Overridden(hazard) is { } reason ? $"Overridden because {reason}" : $"{hazard.Remedy} Cleared by: {hazard.ClearedBy}")).Append('\n');
            if (hazard is { AllowedBecause: null, Paste: { } paste }) full.Append('\n').Append(MarkdownText.Fenced(paste.Language, paste.Text, indent: 4)).Append('\n');
        }

        return new BodySection(full.ToString(), Pointed(brief.ToString()));
    }

    private string? Overridden(HazardFinding hazard) => proposal.Overrides.GetValueOrDefault(hazard.Id);

    private string Phases()
    {
        var text = new StringBuilder("### Phases\n\n| Phase | | Names | Where it stands |\n| --- | --- | --- | --- |\n");
        foreach (var phase in _plan.Migration.Phases)
            text.Append(CultureInfo.InvariantCulture, $"| {Bold(phase, MarkdownText.Code(phase.Id))} | {MarkdownText.Plain(phase.Title)} | {MarkdownText.Code(phase.Generation)} | {Standing(phase)} |\n");
        return text.ToString();
    }

    private string Bold(Phase phase, string text) => phase.Id == _plan.Phase.Id ? $"**{text}**" : text;

    private string Standing(Phase phase) => phase.Id == _plan.Phase.Id ? "**this pull request**" : progress(phase) switch
    {
        PhaseProgress.Done => "done",
        PhaseProgress.Begun => "begun",
        _ => "to come",
    };

    // One box a step, in order; what this pull request carries is marked.
    private BodySection Picture()
    {
        var text = new StringBuilder("```mermaid\nflowchart LR\n");
        var index = 0;
        foreach (var step in _plan.Phase.Steps)
        {
            var (open, close) = step is RewriteStep ? ("[", "]") : ("([", "])");
            text.Append(CultureInfo.InvariantCulture, $"  s{index}{open}\"{MermaidText(step.Header.Title)}\"{close}\n");
            if (index > 0) text.Append(CultureInfo.InvariantCulture, $"  s{index - 1} --> s{index}\n");
            if (step is RewriteStep) text.Append(CultureInfo.InvariantCulture, $"  class s{index} files\n");
            if (step.Header.IsContract) text.Append(CultureInfo.InvariantCulture, $"  class s{index} contract\n");
            index++;
        }

        text.Append("  classDef files stroke-width:3px\n  classDef contract stroke-dasharray:5 5\n```\n\nThick boxes change files: they are this pull request. The others are done by `rewrite apply` after the merge");
        text.Append(_plan.Phase.ContractPoint is null ? ".\n" : "; behind the dashed one there is no way back.\n");
        return new BodySection(text.ToString(), string.Empty);
    }

    private static string MermaidText(string text) => string.Concat(text.ReplaceLineEndings(" ").Select(c => c switch
    {
        '"' => "#quot;",
        '#' => "#35;",
        '@' => "#64;",
        '<' => "#lt;",
        '>' => "#gt;",
        _ => c.ToString(),
    }));

    private BodySection Changes()
    {
        var edits = _plan.Steps.SelectMany(s => s.Result?.Decisions ?? []).Where(d => d.NewText is not null && d.Rule is not null && d.Disposition is Disposition.Changed).ToList();
        var head = new StringBuilder("### Changes\n\n").Append(CultureInfo.InvariantCulture, $"{Count(edits.Count, "place")} in {Count(proposal.Files.Length, "file")}.\n\n| Rule | Places | Why |\n| --- | ---: | --- |\n");
        foreach (var rule in edits.GroupBy(d => d.Rule!.Id).OrderBy(g => g.Key, StringComparer.Ordinal))
            head.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Code(rule.Key)} | {rule.Count()} | {MarkdownText.Plain(rule.First().Rule!.Why)} |\n");
        head.Append("\n| Kind of file | Places | Files |\n| --- | ---: | ---: |\n");
        foreach (var kind in edits.GroupBy(KindOf).OrderBy(g => g.Key, StringComparer.Ordinal))
            head.Append(CultureInfo.InvariantCulture, $"| {kind.Key} | {kind.Count()} | {kind.Select(d => d.Occurrence.File).Distinct().Count()} |\n");

        var files = new StringBuilder("\n<details><summary>Files</summary>\n\n");
        foreach (var file in proposal.Files)
            files.Append(CultureInfo.InvariantCulture, $"- {MarkdownText.Code(file.Path)}{(file.After is null ? " is deleted" : file.Before is null ? " is new" : string.Empty)}\n");
        files.Append("\n</details>\n");
        return new BodySection(head.ToString() + files, Pointed(head.ToString()));
    }

    private static string KindOf(Decision decision)
    {
        var stack = decision.Occurrence.Languages;
        while (stack.Outer is { } outer) stack = outer;
        return stack.Language;
    }

    private BodySection Resources()
    {
        var previews = _plan.Steps.Where(s => s.Result?.Preview is not null).Select(s => (s.Step, Preview: s.Result!.Preview!)).ToList();
        if (previews.Count == 0) return BodySection.Fixed(string.Empty);
        var full = new StringBuilder("### Resources\n\n");
        var brief = new StringBuilder("### Resources\n\n");
        foreach (var (step, preview) in previews)
        {
            var line = $"- {MarkdownText.Code(step.Header.Id)}, state {MarkdownText.Code(preview.StateKey)}: {PreviewText.Counts(preview)}\n";
            brief.Append(line);
            full.Append(line);
            foreach (var action in preview.Changes.Where(c => c.Action != CanonicalAction.NoOp).GroupBy(c => c.Action).OrderBy(g => g.Key))
                full.Append("  - ").Append(StackUse.Name(action.Key)).Append(": ").AppendJoin(", ", action.Select(c => MarkdownText.Code(c.Address))).Append('\n');
        }

        return new BodySection(full.ToString(), Pointed(brief.ToString()));
    }

    private BodySection Kept() => Reasons("Kept", "Old names that stay, each for a stated reason", _plan.Outcome.Of(Disposition.Kept));

    private BodySection Left()
    {
        var proposed = _plan.Steps.SelectMany(s => s.Result?.Decisions ?? []).Where(d => d.Disposition == Disposition.Proposed).ToList();
        return Reasons("Left", _plan.Phase.Settles ? "Names that nothing speaks of, or that a person must agree to" : "Names that later phases change, or that a person must agree to", [.. _plan.Outcome.Of(Disposition.Leftover), .. proposed]);
    }

    private static BodySection Reasons(string title, string about, IEnumerable<Decision> decisions)
    {
        var groups = decisions.GroupBy(d => d.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (groups.Count == 0) return BodySection.Fixed(string.Empty);
        var brief = new StringBuilder().Append(CultureInfo.InvariantCulture, $"### {title}\n\n{about}: {groups.Sum(g => g.Count())}.\n\n");
        var full = new StringBuilder(brief.ToString()).Append("<details><summary>Places and reasons</summary>\n\n");
        foreach (var group in groups)
        {
            full.Append(CultureInfo.InvariantCulture, $"- {group.Count()}: {MarkdownText.Plain(group.Key)}\n");
            foreach (var decision in group.Take(PlacesPerReason)) full.Append(CultureInfo.InvariantCulture, $"  - {MarkdownText.Code(decision.Occurrence.Place)} {MarkdownText.Code(decision.Occurrence.Text)}\n");
            if (group.Count() > PlacesPerReason) full.Append(CultureInfo.InvariantCulture, $"  - and {group.Count() - PlacesPerReason} more\n");
        }

        return new BodySection(full.Append("\n</details>\n").ToString(), brief.ToString());
    }

    private string RollBack()
    {
        var phase = _plan.Phase;
        var text = new StringBuilder("### Way back\n\n- Before the merge: close this pull request. It is not opened again until somebody says `--reopen`.\n");
        text.Append(CultureInfo.InvariantCulture, $"- After the merge and before `rewrite apply {phase.Id}`: revert the merge; nothing else was touched.\n");
        text.Append(CultureInfo.InvariantCulture, $"- After `rewrite apply {phase.Id}`: `rewrite rollback {phase.Id}` takes resources back, then revert the merge.\n");
        if (phase.ContractPoint is { } contract) text.Append(CultureInfo.InvariantCulture, $"- Behind step {MarkdownText.Code(contract.Header.Id)} there is **no way back**; `apply` stops before it.\n");
        foreach (var step in phase.Steps.Where(s => s.IrreversibleBecause is not null))
            text.Append(CultureInfo.InvariantCulture, $"- Step {MarkdownText.Code(step.Header.Id)} is not undone: {MarkdownText.Plain(step.IrreversibleBecause!)}.\n");
        return text.ToString();
    }

    private string Checklist()
    {
        if (_plan.Phase.Checklist.IsEmpty) return string.Empty;
        var text = new StringBuilder("### Checklist\n\n");
        foreach (var item in _plan.Phase.Checklist)
        {
            var isDone = item.Step is not null && _plan.Steps.Any(s => s.Step.Header.Id == item.Step && s.IsDone);
            text.Append(CultureInfo.InvariantCulture, $"- [{(isDone ? 'x' : ' ')}] {MarkdownText.Plain(item.Text)}\n");
        }

        return text.ToString();
    }

    private string Footer() => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        Made from {proposal.BaseSha[..12]}; the commit is made anew when the base moves. Everything in it: `rewrite plan {_plan.Phase.Id}`, or `rewrite preview {_plan.Phase.Id} --format markdown` for the resources alone.
        Plan {proposal.PlanDigest}

        """).ReplaceLineEndings("\n");

    private string Pointed(string text) => $"{text}\n*Shortened: `rewrite plan {_plan.Phase.Id}` shows all of it.*\n";

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");
}
